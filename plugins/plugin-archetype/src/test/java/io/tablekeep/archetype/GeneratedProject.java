package io.tablekeep.archetype;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** A generated project, built by the JDK alone from the class path of this build. */
final class GeneratedProject {
  private final Path root;
  private final Path classes;
  private final Path testClasses;

  GeneratedProject(Path root) {
    this.root = root;
    this.classes = root.resolve("target/classes");
    this.testClasses = root.resolve("target/test-classes");
  }

  List<Path> sources(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve(folder))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  /** What the compiler has to say; nothing when all is well. */
  String compile() throws IOException {
    String main =
        compile("src/main/java", classes, "org.pf4j.processor.ExtensionAnnotationProcessor");
    return main.isEmpty() ? compile("src/test/java", testClasses, "") : main;
  }

  private String compile(String folder, Path to, String processor) throws IOException {
    Files.createDirectories(to);
    String path = System.getProperty("java.class.path");
    List<String> options =
        new ArrayList<>(List.of("--release", "17", "-Xlint:all,-processing,-classfile", "-Werror"));
    options.addAll(List.of("-cp", classes + System.getProperty("path.separator") + path));
    options.addAll(List.of("-d", to.toString()));
    options.addAll(processor.isEmpty() ? List.of("-proc:none") : List.of("-processor", processor));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean done =
          compiler
              .getTask(
                  said,
                  files,
                  null,
                  options,
                  null,
                  files.getJavaFileObjectsFromPaths(sources(folder)))
              .call();
      return done ? "" : "javac: " + said;
    }
  }

  /** Runs tests, as the IDE would. */
  TestExecutionSummary test(String... names) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    URL[] path = {classes.toUri().toURL(), testClasses.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(path, before)) {
      thread.setContextClassLoader(loader);
      List<DiscoverySelector> selectors = new ArrayList<>();
      for (String name : names) {
        selectors.add(DiscoverySelectors.selectClass(loader.loadClass(name)));
      }
      Launcher launcher = LauncherFactory.create();
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      launcher.execute(
          LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), summary);
      return summary.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The jar, with the manifest lines of the project's pom. */
  Path jar(Path to) throws IOException {
    Manifest manifest = new Manifest();
    Attributes lines = manifest.getMainAttributes();
    lines.put(Attributes.Name.MANIFEST_VERSION, "1.0");
    Element pom = Template.parse(root.resolve("pom.xml"));
    Node line = Template.elements(pom, "manifestEntries").get(0).getFirstChild();
    for (; line != null; line = line.getNextSibling()) {
      if (line instanceof Element entry) {
        lines.putValue(entry.getTagName(), entry.getTextContent());
      }
    }
    try (OutputStream out = Files.newOutputStream(to);
        JarOutputStream jar = new JarOutputStream(out, manifest);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, jar);
      }
    }
    return to;
  }
}
