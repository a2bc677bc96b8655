package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Node.Kind;
import java.util.Set;
import java.util.TreeSet;
import org.pf4j.Extension;

/** Settles numbers that are counted up and down, and sets of words. */
@Extension
public class Tally implements ConflictResolver {
  /** Made by the loader. */
  public Tally() {}

  @Override
  public Set<String> kinds() {
    return Set.of("counter", "set");
  }

  @Override
  public Resolution resolve(Conflict conflict) {
    return switch (conflict.kind()) {
      case "counter" -> counted(conflict);
      case "set" -> united(conflict);
      default -> Resolution.abstain("Only counters and sets are tallied.");
    };
  }

  private static Resolution counted(Conflict conflict) {
    Node base = conflict.base();
    if (!number(base) || !number(conflict.theirs().value()) || !number(conflict.mine().value())) {
      return Resolution.abstain("One of the two is no number.");
    }
    long more = conflict.mine().value().asLong() - base.asLong();
    long sum = conflict.theirs().value().asLong() + more;
    if (Math.abs(sum) >= 1L << 53) {
      return Resolution.abstain("Together that is too much.");
    }
    return Resolution.resolved(
        Changes.none().set(conflict.place(), sum), 0.95, "Both counts were added.");
  }

  private static boolean number(Node node) {
    return node.kind() == Kind.NUMBER
        && node.value() instanceof Long number
        && Math.abs(number) < 1L << 53;
  }

  private static Resolution united(Conflict conflict) {
    if (!words(conflict.base())
        || !words(conflict.theirs().value())
        || !words(conflict.mine().value())) {
      return Resolution.abstain("One of the two is no set of words.");
    }
    Set<String> base = set(conflict.base());
    Set<String> theirs = set(conflict.theirs().value());
    Set<String> mine = set(conflict.mine().value());
    Set<String> all = new TreeSet<>(theirs);
    all.addAll(mine);
    all.removeIf(word -> base.contains(word) && !(theirs.contains(word) && mine.contains(word)));
    return Resolution.resolved(
        Changes.none().set(conflict.place(), all), 1, "What either added or took out was.");
  }

  private static boolean words(Node node) {
    return node.kind() == Kind.ARRAY && node.children().allMatch(each -> each.kind() == Kind.TEXT);
  }

  private static Set<String> set(Node node) {
    Set<String> words = new TreeSet<>();
    node.children().forEach(each -> words.add(each.asText()));
    return words;
  }
}
