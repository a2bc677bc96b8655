package io.tablekeep.testkit;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Node;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A table that plays one game system. At the default one sit a game master {@code gm}, the players
 * {@code ada} with {@link #BRAM} and {@code ben} with {@link #CORA}, and a {@link #WOLF} is hidden;
 * the two heroes stand on the map {@code inn}. Used by the thread that made it; close it at the
 * end.
 */
public final class TestTable implements AutoCloseable {
  /** The hero of {@code ada}. */
  public static final ActorRef BRAM = new ActorRef("bram");

  /** The hero of {@code ben}. */
  public static final ActorRef CORA = new ActorRef("cora");

  /** A monster only the game master sees. */
  public static final ActorRef WOLF = new ActorRef("wolf");

  private static final String DOCUMENT =
      """
      {"id": "test", "schema": 1,
       "campaign": {"name": "A test", "system": "%s", "createdAt": "2026-01-01T00:00:00Z", "settings": {}},
       "participants": {
         "gm": {"name": "Gina", "role": "gm"},
         "ada": {"name": "Ada", "role": "player"},
         "ben": {"name": "Ben", "role": "player"}},
       "actors": {
         "bram": {"name": "Bram", "type": "character", "owner": "ada"},
         "cora": {"name": "Cora", "type": "character", "owner": "ben"},
         "wolf": {"name": "Wolf", "type": "monster", "hidden": true}},
       "maps": {"inn": {"name": "Inn", "grid": {"wide": 20, "high": 20}, "tokens": {
         "t1": {"actor": "bram", "x": 1.5, "y": 1.5},
         "t2": {"actor": "cora", "x": 2.5, "y": 1.5},
         "t3": {"actor": "wolf", "x": 9.5, "y": 9.5, "hidden": true}}}}}
      """;

  private final SimulatedRuntime runtime;
  private final ScriptedDice dice;
  private final Engine engine;
  private final Campaign campaign;
  private final Map<String, TestSeat> seats = new HashMap<>();

  private TestTable(GameSystem system, byte[] document, long seed) {
    this.runtime = SimulatedRuntime.ofSeed(seed);
    this.dice = new ScriptedDice(runtime.chance());
    this.engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore())
                .withRuntime(new ScriptedRuntime(runtime, dice))
                .withSystems(List.of(system)));
    this.campaign = await(engine.create("test", document));
  }

  /**
   * The default table.
   *
   * @param system what is played
   * @return the table
   */
  public static TestTable playing(GameSystem system) {
    return playing(system, DOCUMENT.formatted(system.id()));
  }

  /**
   * A table of one's own.
   *
   * @param system what is played
   * @param json the campaign document; its {@code campaign.system} names the system
   * @return the table
   */
  public static TestTable playing(GameSystem system, String json) {
    return new TestTable(system, json.getBytes(StandardCharsets.UTF_8), 1);
  }

  /**
   * The game master's seat.
   *
   * @return the seat of {@code gm}
   */
  public TestSeat gm() {
    return seat("gm");
  }

  /**
   * Somebody's seat, taken when it is first asked for.
   *
   * @param participant their key in the document, such as {@code ada}
   * @return the same seat each time
   */
  public TestSeat seat(String participant) {
    return seats.computeIfAbsent(participant, id -> new TestSeat(this, campaign, id));
  }

  /**
   * Says how the next dice fall, in the order of rolling. A Fudge die shows 1, 2, 3 for minus,
   * blank and plus. A face the die does not have fails the test.
   *
   * @param faces the faces
   */
  public void dice(int... faces) {
    for (int face : faces) {
      dice.then(face);
    }
  }

  /**
   * Lets time pass.
   *
   * @param time how long
   */
  public void pass(Duration time) {
    runtime.simulation().advance(time);
  }

  /**
   * The whole document as it is durable now, every secret included.
   *
   * @return its root
   */
  public Node document() {
    byte[] canonical = await(campaign.state()).canonical();
    return NodeView.of(JsonReader.read(canonical, JsonReader.Limits.DOCUMENT, 0));
  }

  /**
   * Closes the table.
   *
   * @throws AssertionError when faces were told that no die showed
   */
  @Override
  public void close() {
    await(campaign.close());
    engine.close();
    if (dice.left() > 0) {
      throw new AssertionError(dice.left() + " of the faces told were never rolled");
    }
  }

  <T> T await(CompletionStage<T> stage) {
    return runtime.simulation().await(stage);
  }

  /** Lets everything that is under way come to its end. */
  void settle() {
    runtime.simulation().runUntilIdle();
    dice.check();
  }
}
