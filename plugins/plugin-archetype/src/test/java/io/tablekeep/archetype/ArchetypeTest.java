package io.tablekeep.archetype;

import static io.tablekeep.archetype.Template.elements;
import static io.tablekeep.archetype.Template.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.plugin.PluginCatalog;
import io.tablekeep.engine.plugin.PluginOptions;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.testkit.TestTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.w3c.dom.Element;

/** The template, filled in and built with this build's own classes, so that it cannot rot. */
class ArchetypeTest {
  private static final Path ROOT_POM = Path.of("../../pom.xml");

  @TempDir Path folder;
  private final Template template = new Template();
  private final Map<String, String> values = new LinkedHashMap<>();

  @BeforeEach
  void asAskedFor() {
    values.put("groupId", "org.example");
    values.put("artifactId", "frog-pond-plugin");
    values.put("package", "org.example.frogs");
    values.put("version", template.properties().get("version"));
    values.put("systemId", "frog-pond");
    values.put("className", "FrogPond");
    values.put("tablekeepVersion", template.properties().get("tablekeepVersion"));
  }

  private GeneratedProject generated() throws IOException {
    template.fill(folder.resolve("project"), values);
    return new GeneratedProject(folder.resolve("project"));
  }

  private Path source(String name) {
    return folder.resolve("project").resolve(name);
  }

  @Test
  void everyFileIsInTheProjectAndNothingIsLeftOpen() throws Exception {
    assertEquals(template.files(), template.fill(folder.resolve("project"), values));
    for (Path file : new GeneratedProject(folder.resolve("project")).sources("")) {
      assertFalse(Files.readString(file).contains("${"), file::toString);
    }
    String pom = Files.readString(source("pom.xml"));
    assertFalse(pom.replace("${tablekeep.version}", "").contains("${"), pom);
    assertFalse(Files.readString(source("README.md")).matches("(?s).*[$#].*"));
  }

  @Test
  void itsOwnTestsPass() throws Exception {
    GeneratedProject project = generated();
    assertEquals("", project.compile());
    TestExecutionSummary summary =
        project.test("org.example.frogs.FrogPondTest", "org.example.frogs.FrogPondContractTest");
    assertEquals(0, summary.getTotalFailureCount(), () -> failures(summary));
    assertTrue(summary.getTestsSucceededCount() > 12, "few tests were found");
  }

  private static String failures(TestExecutionSummary summary) {
    StringWriter text = new StringWriter();
    summary.printFailuresTo(new PrintWriter(text));
    return text.toString();
  }

  /** One for each thing that the tests claim to see. */
  @Test
  void itsTestsNoticeWhatIsBroken() throws Exception {
    Map<String, String> breaks =
        Map.of(
            "system.visible(\"actors/*/frog-pond/mood\"", "system.visible(\"actors/*/frog-pond\"",
            ">= difficulty", "> difficulty",
            "difficulty.isEmpty()", "difficulty.isEmpty() && dare.what().isEmpty()",
            "luck + 1", "luck");
    for (Map.Entry<String, String> broken : breaks.entrySet()) {
      GeneratedProject project = generated();
      Path file = source("src/main/java/org/example/frogs/FrogPond.java");
      String text = Files.readString(file);
      assertTrue(text.contains(broken.getKey()), broken.getKey());
      Files.writeString(file, text.replace(broken.getKey(), broken.getValue()));
      assertEquals("", project.compile());
      assertTrue(
          project.test("org.example.frogs.FrogPondTest").getTotalFailureCount() > 0,
          broken.getValue());
    }
  }

  @Test
  void itsJarIsAPluginThatPlays() throws Exception {
    GeneratedProject project = generated();
    assertEquals("", project.compile());
    Path plugins = Files.createDirectory(folder.resolve("plugins"));
    project.jar(plugins.resolve("frogs.jar"));
    try (PluginCatalog catalog =
        PluginCatalog.open(PluginOptions.builder().folder(plugins).build())) {
      assertEquals(List.of(), catalog.refusals());
      assertEquals("frog-pond", catalog.plugins().get(0).id());
      GameSystem system = catalog.extensions(GameSystem.class).get(0);
      assertEquals("frog-pond", system.id());
      TestTable.playing(system).close();
    }
  }

  @Test
  void eachTestIsUnderTenLines() throws Exception {
    generated();
    String tests = Files.readString(source("src/test/java/org/example/frogs/FrogPondTest.java"));
    Matcher test = Pattern.compile("  @Test\n(.*?)\n  }\n", Pattern.DOTALL).matcher(tests);
    int found = 0;
    for (; test.find(); found++) {
      assertTrue(test.group(1).lines().count() + 1 < 10, test::group);
    }
    assertEquals(4, found);
  }

  /** Only what this build uses is there when nothing can be fetched, and tried. */
  @Test
  void itsVersionsAreThoseOfThisBuild() throws Exception {
    generated();
    Element ours = Template.parse(ROOT_POM);
    Map<String, String> known = new LinkedHashMap<>();
    for (Element plugin : elements(ours, "plugin")) {
      if (!elements(plugin, "version").isEmpty()) {
        known.putIfAbsent(text(plugin, "artifactId"), text(plugin, "version"));
      }
    }
    Element pom = Template.parse(source("pom.xml"));
    List<Element> plugins = elements(pom, "plugin");
    assertTrue(plugins.size() >= 8);
    for (Element plugin : plugins) {
      String name = text(plugin, "artifactId");
      Element version = elements(plugin, "version").get(0);
      if (name.equals("maven-compiler-plugin")) {
        assertEquals(text(ours, "version.pf4j"), text(elements(plugin, "path").get(0), "version"));
      }
      assertEquals(known.get(name), version.getTextContent(), name);
    }
    assertEquals(text(ours, "maven.compiler.release"), text(pom, "maven.compiler.release"));
    String version = text(ours, "version");
    assertEquals(version, text(pom, "tablekeep.version"));
    assertEquals(version.replace("-SNAPSHOT", ""), text(pom, "Plugin-Requires"));
  }
}
