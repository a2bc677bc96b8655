package io.tablekeep.engine.plugin;

import org.jspecify.annotations.Nullable;

/** Loading a plugin ends here; the others go on. */
final class PluginRefused extends Exception {
  private static final long serialVersionUID = 1L;

  private final String code;

  PluginRefused(String code, String message) {
    this(code, message, null);
  }

  PluginRefused(String code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  PluginRefusal refusal(PluginFile file) {
    Throwable cause = getCause();
    String root = cause == null ? "" : sentence(rootOf(cause));
    return new PluginRefusal(code, String.valueOf(getMessage()), file.id(), file.file(), root);
  }

  static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    // A chain may be a ring; nobody's chain is this long otherwise.
    for (int i = 0; i < 64 && root.getCause() != null; i++) {
      root = root.getCause();
    }
    return root;
  }

  private static String sentence(Throwable root) {
    String message = root.getMessage();
    return root.getClass().getName() + (message == null ? "" : ": " + message);
  }
}
