package io.tablekeep.engine.plugin;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pf4j.PluginDependency;

/**
 * A file of a plugin folder and what became of it. Let go of it when the catalog is closed: it
 * holds the plugin's objects.
 */
public final class LoadedPlugin {
  private final String id;
  private final String version;
  private final Path file;
  private final String sha256;
  private final State state;
  private final List<Object> extensions;
  private final @Nullable PluginRefusal refusal;
  private final Set<String> needs;

  private LoadedPlugin(
      PluginFile from, State state, List<Object> extensions, @Nullable PluginRefusal refusal) {
    this.id = from.id();
    this.version = from.version();
    this.file = from.file();
    this.sha256 = from.sha256();
    this.state = state;
    this.extensions = List.copyOf(extensions);
    this.refusal = refusal;
    this.needs =
        from.descriptor().getDependencies().stream()
            .map(PluginDependency::getPluginId)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** The plugins whose classes it may use. */
  Set<String> needs() {
    return needs;
  }

  static LoadedPlugin started(PluginFile from, List<Object> extensions) {
    return new LoadedPlugin(from, State.STARTED, extensions, null);
  }

  static LoadedPlugin refused(PluginFile from, PluginRefused why) {
    return new LoadedPlugin(from, State.REFUSED, List.of(), why.refusal(from));
  }

  static LoadedPlugin shadowed(PluginFile from) {
    return new LoadedPlugin(from, State.SHADOWED, List.of(), null);
  }

  /** What became of a file. */
  public enum State {
    /** Its extensions are in use. */
    STARTED,
    /** It is not in use, and {@link LoadedPlugin#refusal} says why. */
    REFUSED,
    /** Nobody looked further: a later folder has a plugin of the same id. */
    SHADOWED
  }

  /**
   * The plugin's id.
   *
   * @return as its manifest says, or the file's name when that cannot be read
   */
  public String id() {
    return id;
  }

  /**
   * The plugin's version.
   *
   * @return as its manifest says; empty when that cannot be read
   */
  public String version() {
    return version;
  }

  /**
   * Where it came from.
   *
   * @return the jar or zip
   */
  public Path file() {
    return file;
  }

  /**
   * The hash of that file when it was read.
   *
   * @return SHA-256, 64 lower-case hexadecimal digits; empty when the file cannot be read
   */
  public String sha256() {
    return sha256;
  }

  /**
   * What became of it.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Its extensions.
   *
   * @return in the order of its index; empty unless started
   */
  public List<Object> extensions() {
    return extensions;
  }

  /**
   * Its extensions of one kind.
   *
   * @param point the extension point
   * @param <T> the extension point
   * @return in the order of its index
   */
  public <T> List<T> extensions(Class<T> point) {
    return extensions.stream().filter(point::isInstance).map(point::cast).toList();
  }

  /**
   * Why it was refused.
   *
   * @return the refusal; empty unless refused
   */
  public Optional<PluginRefusal> refusal() {
    return Optional.ofNullable(refusal);
  }

  @Override
  public String toString() {
    return id + '@' + version + ' ' + state + ' ' + file;
  }
}
