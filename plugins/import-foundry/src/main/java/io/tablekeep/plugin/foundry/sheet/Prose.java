package io.tablekeep.plugin.foundry.sheet;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What descriptions say: as plain text, and the few figures that stand nowhere else. */
final class Prose {
  private static final int LONGEST = 1_000;
  private static final int LONGEST_KEY = 48;
  private static final int LONGEST_SOURCE = 20_000;
  private static final Set<String> CONDITIONS =
      Set.of(
          "blinded",
          "charmed",
          "deafened",
          "frightened",
          "grappled",
          "incapacitated",
          "invisible",
          "paralyzed",
          "petrified",
          "poisoned",
          "prone",
          "restrained",
          "stunned",
          "surprised",
          "unconscious");
  private static final Pattern TAG = Pattern.compile("<[^<>]{0,2000}>");
  private static final Pattern LABELLED =
      Pattern.compile(
          "(?:@\\w{1,20}\\[|\\[\\[|&\\w{1,20}\\[)[^\\]]{0,300}\\]{1,2}\\{([^}]{0,300})\\}");
  private static final Pattern REFERENCE =
      Pattern.compile("&\\w{1,20}\\[(?:\\w{1,20}=)?([\\w-]{1,60})[^\\]]{0,60}\\]");
  private static final Pattern ROLL =
      Pattern.compile("\\[\\[/(?:r|roll|damage|healing) ([^\\]]{1,100})\\]\\]");
  private static final Pattern NAMED = Pattern.compile("\\[\\[lookup @name[^\\]]{0,40}\\]\\]");
  private static final Pattern ENRICHED =
      Pattern.compile("\\[\\[[^\\]]{0,300}\\]\\]|@\\w{1,20}\\[[^\\]]{0,300}\\]");
  private static final Pattern PUTS =
      Pattern.compile(
          "(?<!can't )(?<!cannot )\\b(?:is|are|be|becomes?|become|knocked|fall|falls|and|or"
              + "|(?:has|have|gains?) the)(?: also| magically)?"
              + " (blinded|charmed|deafened|frightened|grappled|incapacitated|invisible|paralyzed"
              + "|petrified|poisoned|prone|restrained|stunned|unconscious)\\b");
  private static final Pattern LATER =
      Pattern.compile(
          "saving throw|reduced to 0|creature that is|target that is|Melee |Ranged |[Ww]hile |Instead of|attached");
  private static final Pattern DYING =
      Pattern.compile("(?:reduced?s?|drops?) (?:a creature |the target |it )?to 0|while poisoned");
  private static final Pattern NEXT = Pattern.compile("until the end of .{0,60}next turn");
  private static final Pattern WITHIN = Pattern.compile("within (\\d{1,4})[ -](?:feet|foot|ft)");
  private static final Pattern ESCAPE = Pattern.compile("escape DC (\\d{1,2})");
  private static final Pattern EACH = Pattern.compile("[Ee]ach (?:other )?(?:creature|enemy)");

  private Prose() {}

  /** Letters, digits and hyphens, at most 48. */
  static String key(String name) {
    String few = name.substring(0, Math.min(200, name.length()));
    String plain =
        few.toLowerCase(Locale.ROOT)
            .replaceAll("\\([^)]{0,200}\\)", "")
            .replaceAll("['’]", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "x" : plain.substring(0, Math.min(LONGEST_KEY, plain.length()));
  }

  /** A key that is not taken, within those that a document may have. */
  static String free(Map<String, ?> taken, String key) {
    String free = key;
    for (int n = 2; taken.containsKey(free); n++) {
      free = key + '-' + n;
    }
    return free;
  }

  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  /** A name for people: never empty. */
  static String name(String text) {
    return text.isBlank() ? "?" : cut(text.strip(), 100);
  }

  /** A description as a sheet shows it. */
  static String shown(String text) {
    return text.length() <= LONGEST ? text : cut(text, LONGEST - 1) + '…';
  }

  /** A description without tags and with the words of its links. */
  static String plain(String html) {
    String text = html.substring(0, Math.min(LONGEST_SOURCE, html.length()));
    text = text.replaceAll("</p>|<br ?/?>|</li>|</h\\d>|</tr>", "\n");
    text = TAG.matcher(text).replaceAll("");
    text = text.replace("&amp;", "&");
    text = LABELLED.matcher(text).replaceAll("$1");
    text = REFERENCE.matcher(text).replaceAll("$1");
    text = ROLL.matcher(text).replaceAll("$1");
    text = NAMED.matcher(text).replaceAll("it");
    text = ENRICHED.matcher(text).replaceAll("");
    text = text.replace("&nbsp;", " ").replace("&rsquo;", "’").replace("&ldquo;", "“");
    text = text.replace("&rdquo;", "”").replace("&lt;", "<").replace("&gt;", ">");
    text = text.replace("&quot;", "\"").replace("&#39;", "'").replace("&mdash;", "—");
    text = text.replace("&ndash;", "–").replace("&times;", "×");
    return text.replaceAll("[ \\t\\x0B\\f\\r]+", " ").replaceAll(" ?\\n[ \\n]*", "\n").strip();
  }

  static boolean isCondition(String word) {
    return CONDITIONS.contains(word);
  }

  /** The radius in which it works on everyone, if a sentence says so. */
  static Optional<Integer> around(String text) {
    return EACH.matcher(text).find() ? first(WITHIN, text) : Optional.empty();
  }

  static Optional<Integer> escape(String text) {
    return first(ESCAPE, text);
  }

  private static Optional<Integer> first(Pattern pattern, String text) {
    Matcher at = pattern.matcher(text);
    return at.find() ? Optional.of(Integer.valueOf(at.group(1))) : Optional.empty();
  }

  /** What a sentence says that it puts on somebody: the first condition of the rules. */
  static Optional<Map<String, Object>> affliction(String text, String save) {
    Matcher at = PUTS.matcher(without(DYING, text).toLowerCase(Locale.ROOT));
    if (!at.find()) {
      return Optional.empty();
    }
    Map<String, Object> affliction = condition(at.group(1));
    if (text.contains("1 minute")) {
      affliction.put("rounds", 10);
    } else if (text.contains("1 hour")) {
      affliction.put("rounds", 600);
    } else if (text.contains("until the end of its next turn")) {
      affliction.put("rounds", 1);
      affliction.put("at", "end");
      affliction.put("ownTurns", true);
    } else if (NEXT.matcher(text).find()) {
      affliction.put("rounds", 1);
      affliction.put("at", "end");
    } else if (text.contains("until the start of")) {
      affliction.put("rounds", 1);
    }
    if (!save.isEmpty() && (text.contains("repeat the sav") || text.contains("repeats the sav"))) {
      affliction.put("retry", save);
    }
    return Optional.of(affliction);
  }

  /** The sentences of a hit that hold without more: no save, no state that must be there before. */
  static String atOnce(String text) {
    return without(LATER, text);
  }

  private static String without(Pattern pattern, String text) {
    return Arrays.stream(text.split("\\.\\s", -1))
        .filter(sentence -> !pattern.matcher(sentence).find())
        .collect(Collectors.joining(". "));
  }

  /** A condition of the rules by its name. */
  static Map<String, Object> condition(String condition) {
    Map<String, Object> affliction = new LinkedHashMap<>();
    affliction.put("name", Character.toUpperCase(condition.charAt(0)) + condition.substring(1));
    affliction.put("condition", condition);
    return affliction;
  }
}
