package io.tablekeep.contracts.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.tablekeep.contracts.PluginClass;
import io.tablekeep.contracts.Seed;
import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.conflict.Resolution;
import io.tablekeep.sdk.state.Changes.Change;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What every {@link ConflictResolver} promises. Its own test extends this class and gives some
 * conflicts that it settles, at least one of each kind; what it makes of them is for tests of its
 * own, with {@link SampleConflict#conflict}.
 *
 * <pre>{@code
 * final class MyResolverTest extends ConflictResolverContract {
 *   @Override
 *   protected ConflictResolver resolver() {
 *     return new MyResolver();
 *   }
 *
 *   @Override
 *   protected List<SampleConflict> samples() {
 *     return List.of(
 *         SampleConflict.at("counter", "/actors/bram/arrows").base(20).theirs(18).mine(19));
 *   }
 * }
 * }</pre>
 */
public abstract class ConflictResolverContract {
  private static final int ROUNDS = 5_000;
  private static final int THREADS = 4;

  /** For subclasses. */
  protected ConflictResolverContract() {}

  /**
   * A new resolver.
   *
   * @return the resolver under test
   */
  protected abstract ConflictResolver resolver();

  /**
   * Conflicts that it settles.
   *
   * @return at least one of each kind it names, each answered with {@link Resolution.Resolved}
   */
  protected abstract List<SampleConflict> samples();

  /**
   * Whether it treats both sides alike, so that the same stands in the end whichever of them came
   * first. Who did it and when are facts of each side and may decide; which of them is called mine
   * may not. Override it where being there first is the rule.
   *
   * @return true unless overridden
   */
  protected boolean treatsSidesAlike() {
    return true;
  }

  @Test
  void theLoaderCanMakeIt() {
    PluginClass.check(resolver().getClass());
  }

  @Test
  void itSaysWhichKindsItSettles() {
    Set<String> kinds = new HashSet<>(resolver().kinds());
    assertFalse(kinds.isEmpty(), "it settles no kind of conflict");
    kinds.forEach(
        kind -> assertTrue(kind.length() <= 64 && kind.matches("[a-z][a-z0-9.-]*"), kind));
    assertEquals(kinds, resolver().kinds(), "it names other kinds each time");
  }

  @Test
  void everySampleIsSettledAndEveryKindHasOne() {
    Set<String> kinds = new HashSet<>(resolver().kinds());
    for (SampleConflict sample : samples()) {
      settled(sample);
      kinds.remove(sample.kind());
    }
    assertEquals(Set.of(), kinds, "kinds without a sample");
  }

  @Test
  void otherKindsAreAbstainedFrom() {
    Set<String> own = resolver().kinds();
    for (SampleConflict sample : samples()) {
      for (String kind : List.of("no-such-kind", "", "stats", "dice", "field", "counter", "list")) {
        if (!own.contains(kind)) {
          Resolution answer =
              answer(sample.of(kind, sample.base(), sample.theirs(), sample.mine()));
          assertInstanceOf(Resolution.Abstain.class, answer, () -> kind + " is not its kind");
        }
      }
    }
  }

  @Test
  void whateverStandsThereIsAnswered() {
    everyNonsense(this::answer);
  }

  @Test
  void theSameConflictHasTheSameAnswer() {
    ConflictResolver one = resolver();
    everyNonsense(
        sample -> {
          Resolution first = answer(one, sample);
          assertEquals(first, answer(one, sample), () -> "again: " + sample);
          assertEquals(first, answer(sample), () -> "another: " + sample);
        });
  }

  @Test
  void nothingButThePlaceIsChanged() {
    everyNonsense(
        sample -> {
          if (answer(sample) instanceof Resolution.Resolved resolved) {
            for (Change change : resolved.changes().list()) {
              Pointer at = Applied.place(change);
              assertTrue(at.startsWith(sample.place()), () -> at + " is elsewhere: " + sample);
            }
            now(sample, resolved);
          }
        });
  }

  @Test
  void whatBothWantIsWhatHappens() {
    List<SampleConflict> alike = new ArrayList<>();
    for (SampleConflict sample : samples()) {
      alike.add(sample.of(sample.kind(), sample.base(), sample.mine(), sample.mine()));
      alike.add(sample.of(sample.kind(), sample.base(), sample.theirs(), sample.theirs()));
    }
    for (SampleConflict sample : alike) {
      if (answer(sample) instanceof Resolution.Resolved resolved && !resolvesTwice(sample)) {
        assertEquals(sample.mine(), now(sample, resolved), () -> "both want it: " + sample);
      }
    }
  }

  /**
   * Whether both sides having come to the same value still means two changes: two people who each
   * took one of twenty arrows have taken two. Such a conflict may end in something else than what
   * both wrote.
   *
   * @param sample a conflict whose sides are equal
   * @return false unless overridden
   */
  protected boolean resolvesTwice(SampleConflict sample) {
    return false;
  }

  @Test
  void bothSidesAreTreatedAlike() {
    if (!treatsSidesAlike()) {
      return;
    }
    everyNonsense(
        sample -> {
          SampleConflict other = sample.turnedRound();
          Resolution there = answer(sample);
          Resolution here = answer(other);
          assertEquals(there.getClass(), here.getClass(), () -> "turned round: " + sample);
          if (there instanceof Resolution.Resolved one && here instanceof Resolution.Resolved two) {
            assertEquals(now(sample, one), now(other, two), () -> "turned round: " + sample);
            assertEquals(one.confidence(), two.confidence(), () -> "turned round: " + sample);
          }
        });
  }

  @Test
  void manyThreadsGetTheSameAnswers() throws InterruptedException {
    ConflictResolver one = resolver();
    List<Conflict> conflicts = new ArrayList<>();
    List<Resolution> alone = new ArrayList<>();
    everyNonsense(
        sample -> {
          conflicts.add(sample.conflict());
          alone.add(answer(one, sample));
        });
    List<String> faults = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      int offset = t * conflicts.size() / THREADS;
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < conflicts.size() && faults.size() < 10; i++) {
                  int n = (i + offset) % conflicts.size();
                  try {
                    if (!alone.get(n).equals(one.resolve(conflicts.get(n)))) {
                      faults.add("another answer among threads: " + conflicts.get(n));
                    }
                  } catch (RuntimeException e) {
                    faults.add("thrown among threads: " + e);
                  }
                }
              }));
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(List.of(), faults);
  }

  /** A test of one conflict. */
  private interface Check {
    void on(SampleConflict sample);
  }

  /** The samples, the samples with one thing missing, and any amount of nonsense. */
  private void everyNonsense(Check check) {
    List<SampleConflict> samples = samples();
    SplittableRandom random = Seed.random(getClass().getSimpleName());
    Nonsense nonsense = new Nonsense(random, samples);
    for (SampleConflict sample : samples) {
      String kind = sample.kind();
      check.on(sample);
      check.on(sample.of(kind, null, sample.theirs(), sample.mine()));
      check.on(sample.of(kind, sample.base(), null, sample.mine()));
      check.on(sample.of(kind, sample.base(), sample.theirs(), null));
      check.on(sample.of(kind, null, null, null));
    }
    for (int i = 0; i < ROUNDS; i++) {
      SampleConflict sample = samples.get(random.nextInt(samples.size()));
      check.on(sample.of(sample.kind(), nonsense.next(), nonsense.next(), nonsense.next()));
    }
  }

  private Resolution.Resolved settled(SampleConflict sample) {
    Resolution answer = answer(sample);
    if (answer instanceof Resolution.Abstain no) {
      return fail("it does not settle " + sample + ": " + no.reason());
    }
    return (Resolution.Resolved) answer;
  }

  /** Whatever meets, the answer is a resolution. */
  private Resolution answer(SampleConflict sample) {
    return answer(resolver(), sample);
  }

  private static Resolution answer(ConflictResolver resolver, SampleConflict sample) {
    try {
      Resolution answer = resolver.resolve(sample.conflict());
      assertNotNull(answer, () -> "no answer to " + sample);
      return answer;
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError("an answer is never thrown: " + sample, e);
    }
  }

  /** What stands at the place afterwards. */
  private static @Nullable Object now(SampleConflict sample, Resolution.Resolved resolved) {
    Object document;
    try {
      document = Applied.to(sample.document(), resolved.changes());
    } catch (RuntimeException e) {
      throw new AssertionError("its changes cannot be made: " + sample + ": " + resolved, e);
    }
    Object root = Objects.requireNonNullElse(document, Map.of());
    PlainNode there = (PlainNode) new PlainNode(Pointer.root(), root).at(sample.place());
    return there.exists() ? there.value() : null;
  }
}
