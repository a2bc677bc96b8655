package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.contracts.game.GameSystemContract;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every game system promises, with the real engine: its declarations, as {@link
 * GameSystemContract} has them, and its decisions at a table where everyone does by chance whatever
 * the system lets them. Its own test extends this class:
 *
 * <pre>{@code
 * final class MySystemTest extends PlayedSystemContract {
 *   @Override
 *   protected GameSystem system() {
 *     return new MySystem();
 *   }
 * }
 * }</pre>
 *
 * <p>Each run takes another seed and prints it.
 */
public abstract class PlayedSystemContract extends GameSystemContract {
  /** For subclasses. */
  protected PlayedSystemContract() {}

  /**
   * What stands in the document besides the default table, such as the sheets without which nothing
   * can be done.
   *
   * @return values by the JSON pointers of their places; none unless overridden
   */
  protected Map<String, Object> prepared() {
    return Map.of();
  }

  /**
   * How many actions are played in each test.
   *
   * @return 300 unless overridden
   */
  protected int actions() {
    return 300;
  }

  private Play play(String test) {
    return new Play(this::system, prepared(), Seed.of(getClass().getSimpleName() + '.' + test));
  }

  /** Also when it spoils the document, which the engine does not let happen. */
  @Test
  void everyDecisionIsAnAnswer() {
    try (Play play = play("everyDecisionIsAnAnswer")) {
      play.acts(actions());
      assertEquals(
          0,
          play.table().faults(),
          "rules threw, ran out of time or spoiled the document; see the log");
      assertTrue(play.accepted() > 0, "nothing that was done by chance was ever accepted");
    }
  }

  @Test
  void decidingAgainComesToTheSame() {
    try (Play play = play("decidingAgainComesToTheSame")) {
      play.before((who, action) -> play.table().rehearsal().decidesTheSame(who, action));
      play.acts(actions());
    }
  }

  @Test
  void theSamePlayIsToldTheSame() {
    long seed = Seed.of(getClass().getSimpleName() + ".theSamePlayIsToldTheSame");
    String first = transcript(seed);
    assertEquals(first, transcript(seed));
  }

  private String transcript(long seed) {
    try (Play play = new Play(this::system, prepared(), seed)) {
      play.acts(actions());
      return play.table().transcript();
    }
  }

  @Test
  void nobodyIsToldWhatIsDeclaredSecret() {
    try (Play play = play("nobodyIsToldWhatIsDeclaredSecret")) {
      play.hideSecrets();
      play.acts(actions());
      play.lookForSecrets();
    }
  }
}
