package io.tablekeep.plugin.srd5e;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What sentences of the SRD say in figures. Stateless. */
final class Words {
  static final int LONGEST = 20_000;

  private static final Pattern FEET = Pattern.compile("(\\d+) ?(?:ft\\.?|feet|foot)");
  private static final Pattern CONDITION =
      Pattern.compile(
          "\\b(blinded|charmed|deafened|frightened|grappled|incapacitated|invisible|paralyzed"
              + "|petrified|poisoned|prone|restrained|stunned|unconscious)\\b");
  private static final Pattern AREA =
      Pattern.compile(
          "(\\d+)[- ](?:foot|ft\\.?)[- ](?:long[, ]+)?(?:radius[- ])?(cone|line|cube|sphere|radius"
              + "|cylinder)");
  private static final Pattern WIDE = Pattern.compile("(\\d+) (?:feet|ft\\.) wide");
  private static final Pattern WITHIN = Pattern.compile("within (\\d+) (?:feet|ft\\.)");
  private static final Pattern REACH = Pattern.compile("reach (\\d+) ft");
  private static final Pattern RANGE = Pattern.compile("range (\\d+)(?:/(\\d+))? ?ft");

  private Words() {}

  /** Letters, digits and hyphens. */
  static String key(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT)
            .replaceAll("\\(.*?\\)", "")
            .replaceAll("['’]", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "x" : plain.substring(0, Math.min(60, plain.length()));
  }

  static String cut(String text, int most) {
    return text.codePointCount(0, text.length()) <= most
        ? text
        : text.substring(0, text.offsetByCodePoints(0, most));
  }

  /** The first number of feet; empty when there is none. */
  static Optional<Integer> feet(String text) {
    Matcher at = FEET.matcher(text);
    return at.find() ? Optional.of(number(at.group(1))) : Optional.empty();
  }

  static int number(String digits) {
    return Integer.parseInt(digits.substring(0, Math.min(7, digits.length())));
  }

  /** Dice without spaces; empty for what is no sum of dice. */
  static Optional<String> dice(String text) {
    String plain = text.replace(" ", "").replace("−", "-");
    return plain.length() <= 60 && plain.matches("\\d{1,4}(d\\d{1,3})?([+-]\\d{1,4}(d\\d{1,3})?)*")
        ? Optional.of(plain)
        : Optional.empty();
  }

  /** The area a sentence tells of, as the system writes it. */
  static Optional<Map<String, Object>> area(String text) {
    Matcher at = AREA.matcher(text);
    if (!at.find()) {
      return Optional.empty();
    }
    Map<String, Object> area = new LinkedHashMap<>();
    String kind = at.group(2);
    area.put("kind", kind.equals("radius") || kind.equals("cylinder") ? "sphere" : kind);
    area.put("size", Math.min(1000, Math.max(1, number(at.group(1)))));
    Matcher wide = WIDE.matcher(text);
    if (kind.equals("line") && wide.find()) {
      area.put("width", Math.min(1000, Math.max(1, number(wide.group(1)))));
    }
    return Optional.of(area);
  }

  static Optional<Integer> within(String text) {
    return first(WITHIN, text);
  }

  static Optional<Integer> reach(String text) {
    return first(REACH, text);
  }

  /** The usual and the long range. */
  static List<Integer> ranges(String text) {
    Matcher at = RANGE.matcher(text);
    List<Integer> ranges = new ArrayList<>();
    if (at.find()) {
      ranges.add(number(at.group(1)));
      if (at.group(2) != null) {
        ranges.add(number(at.group(2)));
      }
    }
    return ranges;
  }

  private static Optional<Integer> first(Pattern pattern, String text) {
    Matcher at = pattern.matcher(text);
    return at.find() ? Optional.of(number(at.group(1))) : Optional.empty();
  }

  /** What a failed save, or a hit, puts on somebody: the first condition that is told of. */
  static Optional<Map<String, Object>> affliction(String text, Optional<String> save) {
    Matcher at = CONDITION.matcher(text);
    if (!at.find()) {
      return Optional.empty();
    }
    String condition = at.group(1);
    Map<String, Object> affliction = new LinkedHashMap<>();
    affliction.put("name", Character.toUpperCase(condition.charAt(0)) + condition.substring(1));
    affliction.put("condition", condition);
    if (text.contains("for 1 minute")) {
      affliction.put("rounds", 10);
    } else if (text.contains("for 1 hour")) {
      affliction.put("rounds", 600);
    } else if (text.contains("until the end of its next turn")) {
      affliction.put("rounds", 1);
      affliction.put("at", "end");
      affliction.put("ownTurns", true);
    } else if (text.contains("until the start of")) {
      affliction.put("rounds", 1);
    }
    if (save.isPresent() && text.contains("repeat the saving throw")) {
      affliction.put("retry", save.get());
    }
    return Optional.of(affliction);
  }
}
