package io.tablekeep.plugin.foundry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Actors for tests of sheets: the given ones where they are at hand, and our own. */
public final class FoundryFiles {
  private FoundryFiles() {}

  /** All of them, as they are read. */
  @SuppressWarnings("unchecked")
  public static List<Map<String, Object>> actors() throws IOException {
    List<Map<String, Object>> all = new ArrayList<>();
    for (String text : texts()) {
      Map<String, Object> document = (Map<String, Object>) FoundryJson.parse(text);
      if (document.containsKey("items")) {
        all.add(document);
      }
    }
    return all;
  }

  /** Their texts, one document each. */
  public static List<String> texts() throws IOException {
    List<String> all = new ArrayList<>(List.of(Samples.HERO));
    all.addAll(SheetSamples.all());
    for (String name : List.of("heroes.jsonl", "monsters.jsonl")) {
      Optional<Path> file = Samples.data(name);
      if (file.isPresent()) {
        all.addAll(Files.readAllLines(file.get()));
      }
    }
    return all;
  }

  /** The monsters of the other given source; none where it is missing. */
  public static Object srdMonsters() throws IOException {
    Optional<Path> file = Samples.data("../srd5e/2014/5e-SRD-Monsters.json");
    return file.isPresent() ? FoundryJson.parse(Files.readString(file.get())) : List.of();
  }

  /** A document as it is read. */
  @SuppressWarnings("unchecked")
  public static Map<String, Object> actor(String text) {
    return (Map<String, Object>) FoundryJson.parse(text);
  }

  /** A value as JSON. */
  public static String text(Object value) {
    return FoundryJson.text(value);
  }
}
