package io.tablekeep.plugin.foundry;

import io.tablekeep.plugin.foundry.Field.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The table of fields: a tree by indentation, {@code key>name :kinds} a line, {@code *} for any key
 * and {@code #} for the elements of a list. Read once.
 */
final class Fields {
  private static final Fields TABLE = load();

  private final Map<String, Field> roots = new HashMap<>();

  private Fields() {}

  static Field actor() {
    return TABLE.root("actor");
  }

  static Field item() {
    return TABLE.root("item");
  }

  static Field folder() {
    return TABLE.root("folder");
  }

  private Field root(String name) {
    return Objects.requireNonNull(roots.get(name), name);
  }

  private static Fields load() {
    try (InputStream in =
            Objects.requireNonNull(Fields.class.getResourceAsStream("fields.txt"), "fields.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Fields fields = new Fields();
      ArrayDeque<Field> above = new ArrayDeque<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        fields.line(line, above);
      }
      return fields;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(String line, ArrayDeque<Field> above) {
    int depth = 0;
    while (depth < line.length() && line.charAt(depth) == ' ') {
      depth++;
    }
    String text = line.substring(depth);
    while (above.size() > depth) {
      above.pop();
    }
    if (depth == 0) {
      above.push(roots.computeIfAbsent(text, Fields::empty));
      return;
    }
    int colon = text.indexOf(" :");
    String names = text.substring(0, colon);
    int arrow = names.indexOf('>');
    String key = arrow < 0 ? names : names.substring(0, arrow);
    String name = arrow < 0 ? names : names.substring(arrow + 1);
    Field field = field(key, name, text.substring(colon + 2));
    Objects.requireNonNull(above.peek(), line).add(field);
    above.push(field);
  }

  private Field field(String key, String name, String kinds) {
    if (kinds.equals("items") || kinds.equals("effects")) {
      // Their tables stand further down, and effects of items in those of actors: filled in later.
      Field documents = new Field(key, name, EnumSet.of(Kind.DOCUMENTS));
      String root = kinds.substring(0, kinds.length() - 1);
      documents.elements(roots.computeIfAbsent(root, Fields::empty));
      return documents;
    }
    Set<Kind> all = EnumSet.noneOf(Kind.class);
    for (String kind : kinds.split("\\|", -1)) {
      all.add(Kind.of(kind));
    }
    return new Field(key, name, all);
  }

  private static Field empty(String root) {
    return new Field(root, root, EnumSet.of(Kind.OBJECT));
  }
}
