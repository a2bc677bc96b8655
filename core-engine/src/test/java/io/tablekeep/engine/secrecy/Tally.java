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

  int fewest() {
    return actions.values().stream().mapToInt(c -> c[0]).min().orElse(0);
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d stories, %d parted, %d actions of %d kinds, %d accepted (%d %%), %d in secret%n"
            .formatted(
                stories,
                parted,
                sent(),
                actions.size(),
                accepted(),
                100L * accepted() / Math.max(1, sent()),
                secrets));
    actions.forEach(
        (name, c) ->
            text.append(
                "  %-24s sent %6d  accepted %6d  in secret %6d  parted %5d%n"
                    .formatted(name, c[0], c[1], c[2], partedBy.getOrDefault(name, 0))));
    text.append("  besides ").append(others).append(System.lineSeparator());
    return text.toString();
  }
}
