package io.tablekeep.plugin.d20.srd;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tablekeep.plugin.d20.sheet.Spell;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The spells and creatures that come with the rules, by key. Immutable, any thread. */
public final class Library {
  private static final Map<String, Map<String, Object>> CREATURES = resource("creatures.json");
  private static final Map<String, Spell> SPELLS = spells();

  private Library() {}

  /** Reads everything, so that no rule has to wait for it later. */
  public static void load() {
    if (CREATURES.isEmpty() || SPELLS.isEmpty()) {
      throw new IllegalStateException("the plugin's own content is empty");
    }
  }

  /**
   * A spell.
   *
   * @param key such as {@code magic-missile}
   * @return the spell, if it comes with the rules
   */
  public static Optional<Spell> spell(String key) {
    return Optional.ofNullable(SPELLS.get(key));
  }

  /**
   * A creature or hero to begin with.
   *
   * @param key such as {@code goblin}
   * @return its stat block as the document has it
   */
  public static Optional<Map<String, Object>> creature(String key) {
    return Optional.ofNullable(CREATURES.get(key));
  }

  /**
   * All spells.
   *
   * @return by key, sorted
   */
  public static Map<String, Spell> spellsByKey() {
    return SPELLS;
  }

  /**
   * All creatures.
   *
   * @return stat blocks by key, sorted
   */
  public static Map<String, Map<String, Object>> creaturesByKey() {
    return CREATURES;
  }

  private static Map<String, Spell> spells() {
    Map<String, Spell> all = new TreeMap<>();
    resource("spells.json").forEach((key, spell) -> all.put(key, Binder.read(spell, Spell.class)));
    return Collections.unmodifiableMap(all);
  }

  private static Map<String, Map<String, Object>> resource(String name) {
    String place = "/io/tablekeep/plugin/d20/srd/" + name;
    try (InputStream in = Library.class.getResourceAsStream(place)) {
      if (in == null) {
        throw new IllegalStateException(place + " is not in the plugin");
      }
      Map<String, Map<String, Object>> all =
          new ObjectMapper()
              .readValue(in, new TypeReference<LinkedHashMap<String, Map<String, Object>>>() {});
      return Collections.unmodifiableMap(new TreeMap<>(all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
