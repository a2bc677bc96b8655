package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.rules.ActionRule;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was played in many stories. */
final class Tally {
  private final Map<String, int[]> actions = new TreeMap<>();
  private final Map<String, Integer> partedBy = new TreeMap<>();
  private final Map<String, Integer> others = new TreeMap<>();
  private final Map<String, Integer> compared = new TreeMap<>();
  int stories;
  int parted;
  int secrets;

  Tally() {
    Author.ACTIONS.forEach(rule -> actions.put(rule.name(), new int[3]));
  }

  /** The rarest of a few. */
  ActionRule rarest(List<ActionRule> rules, SplittableRandom random) {
    ActionRule best = rules.get(random.nextInt(rules.size()));
    for (int i = 0; i < 6; i++) {
      ActionRule other = rules.get(random.nextInt(rules.size()));
      if (sent(other.name()) < sent(best.name())) {
        best = other;
      }
    }
    return best;
  }

  private int sent(String name) {
    return count(name)[0];
  }

  private int[] count(String name) {
    return actions.computeIfAbsent(name, key -> new int[3]);
  }

  void played(Step step, @Nullable Receipt inA, @Nullable Receipt inB) {
    secrets += step.secret() ? 1 : 0;
    if (step.kind() != Step.Kind.ACT) {
      others.merge(step.kind().name(), 1, Integer::sum);
      return;
    }
    Receipt receipt = inA == null ? inB : inA;
    if (receipt == null) {
      return;
    }
    int[] counts = count(step.type());
    counts[0]++;
    if (receipt.outcome() == Receipt.Outcome.APPLIED
        || receipt.outcome() == Receipt.Outcome.PENDING) {
      counts[1]++;
    }
    counts[2] += step.secret() ? 1 : 0;
  }

  /** Counts what was compared, by channel. */
  void heard(List<String> told) {
    for (String line : told) {
      int from = line.indexOf(' ');
      int to = line.indexOf(' ', from + 1);
      String who = line.substring(0, line.indexOf(':'));
      boolean seat = who.equals("desk") || who.equals("tablet");
      String code = !seat && from > 0 && from < 8 ? line.substring(from + 1) : "";
      String what =
          seat ? line.substring(from + 1, to < 0 ? line.length() : to) : who + ' ' + word(code);
      compared.merge(what, 1, Integer::sum);
    }
  }

  /** A code, if it is one. */
  private static String word(String text) {
    int end = text.indexOf(' ');
    String first = end < 0 ? text : text.substring(0, end);
    return first.matches("[a-z-]{2,30}") ? first : "";
  }

  void parted(Step step) {
    parted++;
    partedBy.merge(
        step.kind() == Step.Kind.ACT ? step.type() : step.kind().name(), 1, Integer::sum);
  }

  int sent() {
    return actions.values().stream().mapToInt(c -> c[0]).sum();
  }

  int accepted() {
    return actions.values().stream().mapToInt(c -> c[1]).sum();
  }

  /** The kinds of action that were sent, or accepted, too rarely. */
  List<String> lacking(int sent, int accepted) {
    return actions.entrySet().stream()
        .filter(each -> each.getValue()[0] < sent || each.getValue()[1] < accepted)
        .map(Map.Entry::getKey)
        .toList();
  }

  String line() {
    return "%d stories, %d parted, %d actions of %d kinds, %d accepted (%d %%), %d in secret"
        .formatted(
            stories,
            parted,
            sent(),
            actions.size(),
            accepted(),
            100L * accepted() / Math.max(1, sent()),
            secrets);
  }

  String table() {
    StringBuilder text = new StringBuilder(line()).append(System.lineSeparator());
    actions.forEach(
        (name, c) ->
            text.append(
                "  %-24s sent %6d  accepted %6d  in secret %6d  parted %5d%n"
                    .formatted(name, c[0], c[1], c[2], partedBy.getOrDefault(name, 0))));
    text.append("  besides ").append(others).append(System.lineSeparator());
    text.append("  compared ").append(compared).append(System.lineSeparator());
    return text.toString();
  }
}
