package io.tablekeep.testkit;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.runtime.sim.SimulatedRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonReader.Limits;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A table that plays one game system. At the default one sit a game master {@code gm}, the players
 * {@code ada} with {@link #BRAM} and {@code ben} with {@link #CORA}, and a {@link #WOLF} is hidden;
 * the heroes stand on the map {@code inn}. Used by the thread that made it; close it at the end.
 *
 * <pre>{@code
 * try (TestTable table = TestTable.playing(new Hello())) {
 *   table
 *       .given("/actors/bram/hello/mood", "sad")
 *       .dice(18)
 *       .when("ada", new Hello.Leap(BRAM, 2)).approved()
 *       .then("/actors/bram/hello/mood", "proud");
 * }
 * }</pre>
 */
public final class TestTable implements AutoCloseable {
  /** The hero of {@code ada}. */
  public static final ActorRef BRAM = new ActorRef("bram");

  /** The hero of {@code ben}. */
  public static final ActorRef CORA = new ActorRef("cora");

  /** A monster only the game master sees. */
  public static final ActorRef WOLF = new ActorRef("wolf");

  private final GameSystem system;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final SimulatedRuntime runtime;
  private final ScriptedDice dice;
  private final Engine engine;
  private final Campaign campaign;
  private final Map<String, TestSeat> seats = new LinkedHashMap<>();
  private final Transcript transcript;

  private TestTable(GameSystem system, byte[] document, long seed) {
    this.system = system;
    this.transcript = new Transcript(system);
    this.runtime = SimulatedRuntime.ofSeed(seed);
    this.dice = new ScriptedDice(runtime.chance());
    this.engine =
        Engine.start(
            EngineOptions.on(new InMemoryStore())
                .withRuntime(new ScriptedRuntime(runtime, dice))
                .withMeters(meters)
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
    return playing(system, 2);
  }

  /**
   * The default table with another number of players: {@code ada, ben, cyd, dot, eve, fay}, then
   * numbered ones from {@code player7}, with the heroes {@code bram, cora, dain, elsa, finn, gwen},
   * then numbered ones from {@code hero7}.
   *
   * @param system what is played
   * @param count how many players, 0 to 300
   * @return the table
   */
  public static TestTable playing(GameSystem system, int count) {
    return new TestTable(system, DefaultTable.of(system.id(), count), 1);
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

  static TestTable playing(GameSystem system, int players, long seed) {
    return new TestTable(system, DefaultTable.of(system.id(), players), seed);
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
    TestSeat known = seats.get(participant);
    if (known == null) {
      known = new TestSeat(this, campaign, participant, transcript);
      seats.put(participant, known);
    }
    return known;
  }

  List<TestSeat> seats() {
    return List.copyOf(seats.values());
  }

  /**
   * Lets everyone of the document sit down, so that each is shown what they may see.
   *
   * @return this
   */
  public TestTable everyoneSits() {
    document().at("participants").keys().forEach(this::seat);
    return this;
  }

  /**
   * Puts something into the document, as an import would: the system's own rules follow it and
   * check it.
   *
   * @param pointer the place, a JSON pointer such as {@code /actors/bram/hello/mood}
   * @param value what a document can hold, see {@link Changes}
   * @return this
   * @throws AssertionError when the rules refuse it
   */
  public TestTable given(String pointer, Object value) {
    Changes changes = Changes.none().set(Pointer.parse(pointer), value);
    Receipt receipt = await(campaign.amend("test.given", Map.of(), changes));
    settle();
    if (receipt.outcome() != Receipt.Outcome.APPLIED) {
      throw new AssertionError(pointer + " cannot be " + value + ": " + receipt.message());
    }
    return this;
  }

  /**
   * Lets somebody act, until it is decided and durable.
   *
   * @param who their key in the document, such as {@code ada}
   * @param action payload record of one of the system's actions or of a built-in one
   * @return what came of it, to look at
   */
  public Happened when(String who, Record action) {
    return new Happened(this, who, seat(who).act(action));
  }

  /**
   * Says how the next dice fall, in the order of rolling. A Fudge die shows 1, 2, 3 for minus,
   * blank and plus. A face the die does not have fails the test.
   *
   * @param faces the faces
   * @return this
   */
  public TestTable dice(int... faces) {
    for (int face : faces) {
      dice.then(face);
    }
    return this;
  }

  /**
   * Lets time pass.
   *
   * @param time how long
   * @return this
   */
  public TestTable pass(Duration time) {
    runtime.simulation().advance(time);
    settle();
    return this;
  }

  /**
   * The whole document as it is durable now, every secret included.
   *
   * @return its root
   */
  public Node document() {
    return NodeView.of(root());
  }

  /**
   * How many entries the journal has: what {@link #documentAt} takes.
   *
   * @return the document's version
   */
  public long version() {
    return await(campaign.state()).version();
  }

  /**
   * The whole document as it was, told by the journal as the game master is told of the past.
   *
   * @param version of the document, see {@link #version}
   * @return its root
   */
  public Node documentAt(long version) {
    byte[] told = await(campaign.past().state("gm", new Moment.Version(version), Pointer.root()));
    return NodeView.of(JsonReader.read(told, Limits.DOCUMENT, 0)).at("state");
  }

  JsonObject root() {
    return (JsonObject) ((NodeView) await(campaign.look())).tree();
  }

  /**
   * Everything that was done and that anybody was told, line by line, and the document it came to;
   * for {@link Golden}.
   *
   * @return the transcript; the same table played the same way has the same
   */
  public String transcript() {
    return transcript.upTo(root());
  }

  /**
   * Decides actions of this table without letting them happen.
   *
   * @return for asking again, and for measuring
   */
  public Rehearsal rehearsal() {
    return new Rehearsal(system, root(), runtime.now());
  }

  /** How often the system's rules threw or ran out of time. */
  long faults() {
    return (long) meters.get("tablekeep.rule.faults").counter().count();
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
