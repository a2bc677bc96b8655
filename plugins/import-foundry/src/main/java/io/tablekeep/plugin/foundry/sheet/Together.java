package io.tablekeep.plugin.foundry.sheet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which attacks one action holds, as its sentences say: {@code one with its bite and two with its
 * claws}. Names, links to items and numbers are found, in their order; all other words are skipped.
 */
final class Together {
  private static final List<String> NUMBERS =
      List.of("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");
  private static final Pattern LINK =
      Pattern.compile(
          "(?:\\[\\[/item |@UUID\\[)(?:[^\\]]{0,200}[. ])?([A-Za-z0-9]{16})[^\\]]{0,100}\\]{1,2}(?:\\{[^}]{0,200}\\})?");
  private static final Pattern WORD =
      Pattern.compile(
          "\\b(one|two|three|four|five|six|seven|eight|nine|ten)\\b|<([a-z0-9-]+)>|\\b(or)\\b");
  private static final Pattern PLAIN =
      Pattern.compile(
          "\\b(two|three|four|five|six|seven|eight)(?: (melee|ranged))?(?: weapon)? attacks?");
  private static final Pattern ONCE =
      Pattern.compile("only one of which can be an? ([a-z ]{1,40})");
  private static final int MOST = 10;

  private final Map<String, Map<String, Object>> attacks;
  private final Map<String, Map<String, Object>> powers;
  private final List<Map<String, Integer>> patterns = new ArrayList<>();

  Together(Map<String, Map<String, Object>> attacks, Map<String, Map<String, Object>> powers) {
    this.attacks = attacks;
    this.powers = powers;
  }

  /** The patterns of a description; none when it says nothing that is understood. */
  List<Map<String, Integer>> patterns(String html, Map<String, String> keys) {
    String text = named(Prose.plain(linked(html, keys)).toLowerCase(Locale.ROOT));
    Matcher once = ONCE.matcher(text.replaceAll("<([a-z0-9-]+)>", "$1"));
    String first = text.split("\\.", 2)[0];
    if (once.find()) {
      allButOne(text, Prose.key(once.group(1).replace(" attack", "")));
    } else if (!first.contains("<") && PLAIN.matcher(first).find()) {
      plain(first);
    } else {
      for (String sentence : text.split("\\.\\s|\\n", -1)) {
        if (!sentence.strip().matches("(?s)(if|while|when|once) .*")) {
          read(sentence.split("replace|instead|in place of", 2)[0]);
        }
      }
    }
    patterns.removeIf(Map::isEmpty);
    return patterns.stream().distinct().limit(MOST).toList();
  }

  /** Links become names between angles, as no plain text has them. */
  private static String linked(String html, Map<String, String> keys) {
    Matcher at = LINK.matcher(html);
    StringBuilder text = new StringBuilder();
    while (at.find()) {
      String key = keys.get(at.group(1));
      at.appendReplacement(
          text, key == null ? "$0" : Matcher.quoteReplacement("\u0001" + key + "\u0002"));
    }
    return at.appendTail(text).toString();
  }

  private String named(String plain) {
    String text =
        plain.replace("<", "").replace(">", "").replace('\u0001', '<').replace('\u0002', '>');
    Map<String, String> names = new LinkedHashMap<>();
    attacks.forEach((key, each) -> names.put(name(each), key));
    powers.forEach((key, each) -> names.putIfAbsent(name(each), key));
    List<String> longest =
        names.keySet().stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    for (String name : longest) {
      if (name.length() > 1) {
        text =
            text.replaceAll(
                "(?<![<a-z0-9-])" + Pattern.quote(name) + "s?(?![a-z0-9>-])",
                Matcher.quoteReplacement('<' + names.get(name) + '>'));
      }
    }
    return text;
  }

  private static String name(Map<String, Object> each) {
    String name = String.valueOf(each.get("name")).toLowerCase(Locale.ROOT);
    return name.replaceAll("\\([^)]{0,100}\\)", "").strip();
  }

  private void read(String sentence) {
    int count = 1;
    int last = 1;
    boolean either = false;
    String before = "";
    Map<String, Integer> now = patterns.isEmpty() ? begin() : patterns.get(0);
    Matcher at = WORD.matcher(sentence);
    while (at.find()) {
      if (at.group(1) != null) {
        count = NUMBERS.indexOf(at.group(1));
        before = either ? "" : before;
      } else if (at.group(3) != null) {
        either = true;
      } else {
        String key = at.group(2);
        boolean known = attacks.containsKey(key) || powers.containsKey(key);
        if (known && either) {
          Map<String, Integer> other = before.isEmpty() ? begin() : begin(now);
          other.remove(before);
          other.put(key, before.isEmpty() ? count : last);
        } else if (known) {
          now.put(key, count);
          before = key;
          last = count;
        }
        either = false;
        count = 1;
      }
    }
  }

  private Map<String, Integer> begin() {
    return begin(Map.of());
  }

  private Map<String, Integer> begin(Map<String, Integer> like) {
    Map<String, Integer> next = new LinkedHashMap<>(like);
    patterns.add(next);
    return next;
  }

  /** {@code three melee attacks or two ranged attacks}: any of that kind. */
  private void plain(String text) {
    Matcher at = PLAIN.matcher(text);
    while (at.find()) {
      int count = NUMBERS.indexOf(at.group(1));
      String kind = at.group(2) == null ? "" : at.group(2);
      attacks.forEach(
          (key, attack) -> {
            boolean near = !Integer.valueOf(0).equals(attack.get("reach"));
            boolean far = attack.containsKey("range");
            if (kind.isEmpty() || (kind.equals("melee") ? near : far)) {
              begin().put(key, count);
            }
          });
    }
  }

  private void allButOne(String text, String single) {
    Matcher at = PLAIN.matcher(text);
    int count = at.find() ? NUMBERS.indexOf(at.group(1)) : 2;
    for (String key : attacks.keySet()) {
      Map<String, Integer> pattern = begin();
      if (!key.equals(single)) {
        pattern.put(key, count);
        if (attacks.containsKey(single)) {
          Map<String, Integer> both = begin();
          both.put(single, 1);
          both.put(key, count - 1);
        }
      }
    }
  }
}
