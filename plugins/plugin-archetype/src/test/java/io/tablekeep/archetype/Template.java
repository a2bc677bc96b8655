package io.tablekeep.archetype;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The archetype as it stands on the class path, filled in as the archetype plugin fills it in: the
 * files its descriptor lists, with {@code ${name}} replaced in texts and {@code __name__} in paths.
 */
final class Template {
  private final Path root = resource("/archetype-resources/pom.xml").getParent();
  private final Element descriptor = parse(resource("/META-INF/maven/archetype-metadata.xml"));

  private static Path resource(String name) {
    try {
      return Path.of(Objects.requireNonNull(Template.class.getResource(name), name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static Element parse(Path xml) {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(xml.toFile())
          .getDocumentElement();
    } catch (Exception e) {
      throw new IllegalStateException(xml.toString(), e);
    }
  }

  static List<Element> elements(Element within, String name) {
    NodeList found = within.getElementsByTagName(name);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  static String text(Element within, String name) {
    return elements(within, name).get(0).getTextContent().strip();
  }

  /** Names of the properties with their defaults. */
  Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    for (Element one : elements(descriptor, "requiredProperty")) {
      properties.put(one.getAttribute("key"), text(one, "defaultValue"));
    }
    return properties;
  }

  /** Every file that the archetype has. */
  Set<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return new TreeSet<>(all.filter(Files::isRegularFile).map(root::relativize).toList());
    }
  }

  /**
   * Writes the project.
   *
   * @return the files of the archetype that were used
   */
  Set<Path> fill(Path project, Map<String, String> values) throws IOException {
    Set<Path> used = new TreeSet<>();
    fill(Path.of("pom.xml"), project.resolve("pom.xml"), values);
    used.add(Path.of("pom.xml"));
    for (Element set : elements(descriptor, "fileSet")) {
      Path folder = Path.of(text(set, "directory"));
      Path below = set.getAttribute("packaged").equals("true") ? inPackage(folder, values) : folder;
      for (Element include : elements(set, "include")) {
        PathMatcher glob =
            FileSystems.getDefault().getPathMatcher("glob:" + include.getTextContent().strip());
        for (Path file : files()) {
          if (file.startsWith(folder) || folder.toString().isEmpty()) {
            Path inside = folder.toString().isEmpty() ? file : folder.relativize(file);
            if (glob.matches(inside)) {
              String name = inside.toString();
              for (Map.Entry<String, String> value : values.entrySet()) {
                name = name.replace("__" + value.getKey() + "__", value.getValue());
              }
              fill(file, project.resolve(below).resolve(name), values);
              used.add(file);
            }
          }
        }
      }
    }
    return used;
  }

  private static Path inPackage(Path folder, Map<String, String> values) {
    String name = Objects.requireNonNull(values.get("package"));
    return folder.resolve(name.replace('.', '/'));
  }

  private void fill(Path from, Path to, Map<String, String> values) throws IOException {
    String text = Files.readString(root.resolve(from));
    for (Map.Entry<String, String> value : values.entrySet()) {
      text = text.replace("${" + value.getKey() + "}", value.getValue());
    }
    Files.createDirectories(to.getParent());
    Files.writeString(to, text);
  }
}
