package io.tablekeep.plugin.foundry.sheet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Spells and slots. Used for one actor. */
final class Magic {
  /** Spells that come with D20: their rules are richer than what a document says. */
  static final Set<String> OF_RULES = ofRules();

  private static final Set<String> CLASSES =
      Set.of(
          "barbarian",
          "bard",
          "cleric",
          "druid",
          "fighter",
          "monk",
          "paladin",
          "ranger",
          "rogue",
          "sorcerer",
          "warlock",
          "wizard");
  private static final Map<String, String> SCHOOLS =
      Map.of(
          "abj", "abjuration",
          "con", "conjuration",
          "div", "divination",
          "enc", "enchantment",
          "evo", "evocation",
          "ill", "illusion",
          "nec", "necromancy",
          "trs", "transmutation");
  private static final Pattern CACHED =
      Pattern.compile("Item\\.([A-Za-z0-9]{1,32})\\.Activity\\.([A-Za-z0-9]{1,32})");
  private static final String[] FULL = {
    "",
    "2",
    "3",
    "42",
    "43",
    "432",
    "433",
    "4331",
    "4332",
    "43331",
    "43332",
    "433321",
    "433321",
    "4333211",
    "4333211",
    "43332111",
    "43332111",
    "433321111",
    "433331111",
    "433332111",
    "433332211"
  };

  private final Actor actor;
  private final Set<String> spells = new TreeSet<>();
  private final Map<String, Object> innate = new LinkedHashMap<>();
  private final Map<String, Object> own = new LinkedHashMap<>();

  Magic(Actor actor) {
    this.actor = actor;
  }

  private static Set<String> ofRules() {
    try (InputStream in =
            Objects.requireNonNull(Magic.class.getResourceAsStream("spells.txt"), "spells.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How somebody casts; empty for who has no spells. */
  Optional<Map<String, Object>> casting() {
    Map<String, Object> slots = slots();
    boolean prepares = actor.items.stream().anyMatch(Magic::isPrepared);
    for (int i = 0; i < actor.items.size(); i++) {
      if (actor.items.get(i).at("type").text().equals("spell")) {
        add(actor.items.get(i), "/items/" + i, prepares, slots.isEmpty() && !actor.hero);
      }
    }
    if (spells.isEmpty()) {
      return Optional.empty();
    }
    String ability = actor.spellAbility();
    if (ability.isEmpty()) {
      ability = "int";
      actor.remarks.changed(
          "/system/attributes/spellcasting", "By what it casts is not said: int.");
    }
    Map<String, Object> casting = new LinkedHashMap<>();
    casting.put("ability", ability);
    casting.put("slots", slots);
    casting.put("spells", spells);
    casting.put("innate", innate);
    casting.put("own", own);
    Sum.number(actor.scaled(actor.system.at("bonuses", "spell", "dc").text()), actor::find)
        .filter(more -> more != 0)
        .ifPresent(more -> casting.put("dc", dc(more)));
    return Optional.of(casting);
  }

  private int dc(int more) {
    return Math.max(1, Math.min(40, 8 + actor.proficiency() + actor.spellModifier() + more));
  }

  private static String mode(Part spell) {
    return spell.at("system", "preparation", "mode").or(spell.at("system", "method")).text();
  }

  private static boolean isPrepared(Part spell) {
    Part system = spell.at("system");
    return spell.at("type").text().equals("spell")
        && mode(spell).matches("prepared|spell")
        && system.at("level").whole(0, 0, 9) > 0
        && system.at("preparation", "prepared").or(system.at("prepared")).flag();
  }

  private void add(Part spell, String place, boolean prepares, boolean free) {
    Part system = spell.at("system");
    int level = system.at("level").whole(0, 0, 9);
    String mode = mode(spell);
    Optional<Part> cast = castBy(spell);
    boolean waits =
        prepares
            && cast.isEmpty()
            && level > 0
            && mode.matches("prepared|spell")
            && !isPrepared(spell);
    String name = Prose.name(spell.at("name").text());
    if (waits && actor.hero && !system.at("prepared").text().equals("2")) {
      actor.remarks.changed(place, name + " is not prepared, and not on the sheet.");
      return;
    }
    String key = Prose.key(system.at("identifier").or(spell.at("name")).text());
    if (spells.contains(key) || spells.size() >= 200) {
      actor.remarks.changed(place, name + " is on the sheet already, or one too many.");
      return;
    }
    spells.add(key);
    Part uses = cast.map(by -> by.at("uses", "max")).orElse(system.at("uses", "max"));
    Optional<Integer> often = Sum.number(actor.scaled(uses.text()), actor::find);
    if (cast.isPresent()
        || mode.equals("innate")
        || mode.equals("atwill")
        || (level > 0 && (free || often.isPresent()))) {
      boolean unlimited = mode.equals("atwill") || often.isEmpty() || often.get() <= 0;
      innate.put(key, unlimited ? 0 : Math.min(100, often.get()));
    }
    if (!OF_RULES.contains(key)) {
      own.put(key, spell(spell, place, level));
    }
  }

  /** What of another item casts it, for a spell that is there only for that. */
  private Optional<Part> castBy(Part spell) {
    Matcher at = CACHED.matcher(spell.at("flags", "dnd5e", "cachedFor").text());
    return at.find()
        ? actor.items.stream()
            .filter(item -> item.at("_id").text().equals(at.group(1)))
            .findFirst()
            .map(item -> item.at("system", "activities", at.group(2)))
        : Optional.empty();
  }

  private Map<String, Object> spell(Part item, String place, int level) {
    Part system = item.at("system");
    List<String> properties = system.at("properties").texts();
    Map<String, Object> spell = new LinkedHashMap<>();
    spell.put("level", level);
    String school = system.at("school").text();
    spell.put("school", SCHOOLS.getOrDefault(school, "evocation"));
    spell.put("ritual", properties.contains("ritual"));
    spell.put("concentration", properties.contains("concentration"));
    Part duration = system.at("duration");
    Mods.spent(duration.at("value"), duration.at("units").text())
        .ifPresent(rounds -> spell.put("rounds", (int) Math.min(1_000_000, rounds)));
    List<Activity> all = Activity.of(item, place, actor);
    Optional<Activity> works =
        all.stream().filter(each -> each.type().equals("attack") || Powers.isOne(each)).findFirst();
    Activity first =
        works.orElseGet(
            () ->
                all.isEmpty()
                    ? new Activity(item, place, "", item.at("system"), actor)
                    : all.get(0));
    if (all.size() > 1) {
      first.tell("Of several things that it does the first is played.");
    } else if (works.isEmpty() && !first.type().matches("utility|")) {
      first.tell("It is told in words alone.");
    }
    spell.put("power", Powers.power(first, actor));
    more(first, level, spell);
    return spell;
  }

  /** What a higher slot, or a higher level for cantrips, brings. */
  private void more(Activity activity, int level, Map<String, Object> spell) {
    boolean heals = activity.type().equals("heal");
    List<Part> parts = heals ? List.of(activity.it().at("healing")) : activity.parts();
    for (Part part : parts) {
      Part scaling = part.at("scaling");
      boolean grows = !scaling.at("mode").isBlank() && !scaling.at("mode").text().equals("none");
      String formula = scaling.at("formula").text();
      int count = scaling.at("number").whole(0, 0, 100);
      if (!grows || (formula.isEmpty() && count == 0)) {
        continue;
      }
      int die = part.at("denomination").whole(0, 0, 100);
      String dice = formula.isEmpty() && die > 1 ? count + "d" + die : formula;
      Optional<Sum> sum = Sum.of(dice, actor::find).filter(more -> !more.isNothing());
      if (scaling.at("mode").text().equals("half") || sum.isEmpty()) {
        activity.tell("What a higher slot brings is told in words alone.");
      } else if (level == 0) {
        spell.put("growth", "dice");
      } else if (heals) {
        spell.put("healPerSlot", sum.get().toString());
      } else if (!spell.containsKey("perSlot")) {
        List<String> types = part.at("types").texts();
        if (!types.isEmpty() && Body.DAMAGE.contains(types.get(0))) {
          Map<String, Object> damage = Map.of("dice", sum.get().toString(), "type", types.get(0));
          spell.put("perSlot", List.of(damage));
        }
      }
    }
  }

  /** Slots as stated; none for a hero whose classes say them. */
  private Map<String, Object> slots() {
    Map<String, Object> slots = new LinkedHashMap<>();
    Part stated = actor.system.at("spells");
    boolean known =
        actor.hero && !actor.classes.isEmpty() && CLASSES.containsAll(actor.classes.keySet());
    boolean third =
        actor.items.stream()
            .anyMatch(
                each -> each.at("system", "spellcasting", "progression").text().equals("third"));
    int caster =
        actor.hero
            ? casterLevel()
            : actor.system.at("details", "spellLevel").or(spellLevel()).whole(0, 0, 20);
    boolean overridden =
        stated.members().values().stream()
            .anyMatch(each -> each.at("override").number().isPresent());
    if (known && !third && !overridden) {
      return slots;
    }
    for (int level = 1; level <= 9; level++) {
      Part slot = stated.at("spell" + level);
      String row = FULL[caster];
      int usual = level <= row.length() ? row.charAt(level - 1) - '0' : 0;
      Part most = slot.at("override").or(slot.at("max"));
      int many = most.whole(caster > 0 ? usual : slot.at("value").whole(0, 0, 20), 0, 20);
      if (many > 0) {
        slots.put(Integer.toString(level), many);
      }
    }
    Part pact = stated.at("pact");
    int many = pact.at("override").or(pact.at("max")).or(pact.at("value")).whole(0, 0, 20);
    if (many > 0 && (known || actor.classes.containsKey("warlock"))) {
      slots.put("pact", many);
    }
    return slots;
  }

  /** By the classes' own words on how they come to slots. */
  private int casterLevel() {
    int sum = 0;
    for (Part item : actor.items) {
      String type = item.at("type").text();
      String owner =
          type.equals("subclass")
              ? Prose.key(item.at("system", "classIdentifier").text())
              : type.equals("class") ? Actor.classKey(item) : "";
      int levels = actor.classes.getOrDefault(owner, 0);
      sum +=
          switch (item.at("system", "spellcasting", "progression").text()) {
            case "full" -> levels;
            case "half" -> actor.classes.size() == 1 && levels > 1 ? (levels + 1) / 2 : levels / 2;
            case "artificer" -> (levels + 1) / 2;
            case "third" -> levels / 3;
            default -> 0;
          };
    }
    return Math.min(20, sum);
  }

  private Part spellLevel() {
    return actor.system.at("attributes", "spell", "level");
  }
}
