package io.tablekeep.contracts.conflict;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** For each line of the contract a resolver that does not keep it. */
class ConflictResolverContractTest {
  private static final Supplier<Set<String>> KINDS = new Tally()::kinds;

  private static Judged lying(BiFunction<Conflict, Resolution, Resolution> lie) {
    return new Judged(new Liar(KINDS, lie), TallyTest.SAMPLES);
  }

  private static Judged changing(BiFunction<Conflict, Changes, Changes> more) {
    return lying(
        (conflict, answer) ->
            answer instanceof Resolution.Resolved good
                ? Resolution.resolved(
                    more.apply(conflict, good.changes()), good.confidence(), good.explanation())
                : answer);
  }

  private static Judged naming(Supplier<Set<String>> kinds) {
    return new Judged(new Liar(kinds, (conflict, answer) -> answer), TallyTest.SAMPLES);
  }

  private static void found(String words, Executable test) {
    AssertionError error = assertThrows(AssertionError.class, test);
    assertTrue(String.valueOf(error.getMessage()).contains(words), () -> "said " + error);
  }

  @Test
  void whatTheLoaderCannotMakeIsFound() {
    found("no public constructor", lying((conflict, answer) -> answer)::theLoaderCanMakeIt);
  }

  @Test
  void badKindsAreFound() {
    found("no kind", naming(Set::of)::itSaysWhichKindsItSettles);
    found("All Of Them", naming(() -> Set.of("All Of Them"))::itSaysWhichKindsItSettles);
    AtomicInteger count = new AtomicInteger();
    found(
        "each time",
        naming(() -> Set.of("counter" + count.incrementAndGet()))::itSaysWhichKindsItSettles);
    found(
        "without a sample",
        naming(() -> Set.of("counter", "set", "field"))::everySampleIsSettledAndEveryKindHasOne);
  }

  @Test
  void oneThatNeverSettlesIsFound() {
    found(
        "does not settle",
        lying((conflict, answer) -> Resolution.abstain("No."))
            ::everySampleIsSettledAndEveryKindHasOne);
  }

  @Test
  void oneThatSettlesWhatItDoesNotNameIsFound() {
    found(
        "not its kind",
        lying((conflict, answer) -> Resolution.resolved(Changes.none(), 1, "So be it."))
            ::otherKindsAreAbstainedFrom);
  }

  @Test
  void oneThatThrowsIsFound() {
    found(
        "never thrown",
        lying(
                (conflict, answer) ->
                    conflict.base().asInt() > 99 ? Resolution.abstain("Many.") : answer)
            ::whateverStandsThereIsAnswered);
    found(
        "never thrown",
        lying((conflict, answer) -> Resolution.resolved(Changes.none(), 1.01, "Surely."))
            ::whateverStandsThereIsAnswered);
    found(
        "never thrown",
        lying((conflict, answer) -> Resolution.resolved(Changes.none(), Double.NaN, "Well."))
            ::whateverStandsThereIsAnswered);
    found(
        "never thrown",
        lying((conflict, answer) -> Resolution.resolved(Changes.none(), 1, " "))
            ::whateverStandsThereIsAnswered);
  }

  @Test
  void oneThatOnlyThrowsAtNothingIsFound() {
    found(
        "never thrown",
        lying(
                (conflict, answer) -> {
                  if (!conflict.theirs().value().exists()) {
                    throw new IllegalStateException("removed");
                  }
                  return answer;
                })
            ::whateverStandsThereIsAnswered);
  }

  @Test
  @SuppressWarnings("NullAway")
  void oneThatDoesNotAnswerIsFound() {
    found("no answer", lying((conflict, answer) -> null)::whateverStandsThereIsAnswered);
  }

  @Test
  void oneThatChangesItsMindIsFound() {
    AtomicInteger count = new AtomicInteger();
    found(
        "again",
        lying(
                (conflict, answer) ->
                    count.incrementAndGet() % 97 == 0 ? Resolution.abstain("Not now.") : answer)
            ::theSameConflictHasTheSameAnswer);
  }

  @Test
  void oneThatChangesSomethingElseIsFound() {
    found(
        "elsewhere",
        changing((conflict, good) -> good.set(Pointer.of("campaign", "name"), "Mine"))
            ::nothingButThePlaceIsChanged);
    found(
        "elsewhere",
        changing((conflict, good) -> good.set(conflict.place().parent(), "Mine"))
            ::nothingButThePlaceIsChanged);
    found(
        "the document only",
        changing((conflict, good) -> good.say(Audience.everyone(), "I won."))
            ::nothingButThePlaceIsChanged);
    found(
        "cannot be made",
        changing((conflict, good) -> good.set(conflict.place(), new Object()))
            ::nothingButThePlaceIsChanged);
  }

  @Test
  void oneThatDoesWhatNobodyWantsIsFound() {
    found(
        "both want it",
        changing((conflict, good) -> Changes.none().remove(conflict.place()))
            ::whatBothWantIsWhatHappens);
  }

  @Test
  void oneThatFavoursASideIsFound() {
    found("turned round", changing((conflict, good) -> Changes.none())::bothSidesAreTreatedAlike);
    found(
        "turned round",
        lying(
                (conflict, answer) ->
                    conflict.mine().by().id().equals("ana") ? Resolution.abstain("Ana.") : answer)
            ::bothSidesAreTreatedAlike);
  }

  @Test
  void oneThatKeepsSomethingFromCallToCallIsFound() {
    Set<String> seen = new HashSet<>(Arrays.asList("a"));
    found(
        "again",
        new Judged(
                new Liar(
                    KINDS,
                    (conflict, answer) -> {
                      synchronized (seen) {
                        return seen.add(conflict.toString()) ? answer : Resolution.abstain("Seen.");
                      }
                    }),
                TallyTest.SAMPLES)
            ::theSameConflictHasTheSameAnswer);
  }

  @Test
  void whatIsSharedAmongThreadsIsFound() {
    Conflict[] shared = new Conflict[1];
    found(
        "among threads",
        lying(
                (conflict, answer) -> {
                  shared[0] = conflict;
                  for (int i = 0; i < 100; i++) {
                    Thread.onSpinWait();
                  }
                  return new Tally().resolve(shared[0]);
                })
            ::manyThreadsGetTheSameAnswers);
  }

  @Test
  void aSampleThatTellsNothingIsFound() {
    found(
        "does not settle",
        new Judged(new Tally(), List.of(SampleConflict.at("set", "/a")))
            ::everySampleIsSettledAndEveryKindHasOne);
  }
}
