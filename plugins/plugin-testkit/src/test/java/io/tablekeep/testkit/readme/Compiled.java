package io.tablekeep.testkit.readme;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Snippets as classes, compiled all together. */
final class Compiled implements AutoCloseable {
  private final URLClassLoader loader;

  private Compiled(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * Compiles.
   *
   * @throws AssertionError with README and line of each mistake
   */
  static Compiled of(List<Snippet> snippets, Path into) throws MalformedURLException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    List<Source> sources = snippets.stream().map(Source::new).toList();
    String path =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> options =
        List.of("-d", into.toString(), "-proc:none", "-parameters", "-classpath", path);
    compiler.getTask(null, null, told, options, null, sources).call();
    List<String> mistakes = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> one : told.getDiagnostics()) {
      if (one.getKind() == Diagnostic.Kind.ERROR) {
        String where =
            one.getSource() instanceof Source source
                ? source.snippet.file() + ":" + one.getLineNumber()
                : "no README";
        mistakes.add(where + ": " + one.getMessage(Locale.ROOT));
      }
    }
    if (!mistakes.isEmpty()) {
      throw new AssertionError(String.join("\n", mistakes));
    }
    URL[] urls = {into.toUri().toURL()};
    return new Compiled(new URLClassLoader(urls, Compiled.class.getClassLoader()));
  }

  Class<?> type(Snippet snippet) throws ClassNotFoundException {
    return loader.loadClass(Snippet.PACKAGE + '.' + snippet.type());
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final Snippet snippet;

    Source(Snippet snippet) {
      super(
          URI.create("string:///" + Snippet.PACKAGE + '/' + snippet.type() + Kind.SOURCE.extension),
          Kind.SOURCE);
      this.snippet = snippet;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return snippet.source();
    }
  }
}
