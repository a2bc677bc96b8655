package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.action.DiceNonce;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The dice of one entry: which numbers its rolls get, and what else happens to dice in it. Several
 * decisions may be taken for one entry, each with a tray of its own. Made on the loop; trays are
 * rolled wherever the rules run.
 */
public final class DiceTurn {
  /** Audiences one participant may begin dice for, in one epoch. */
  static final int MOST_STREAMS = 100;

  private static final Outcome.Refused MOVED =
      new Outcome.Refused(
          "dice-moved",
          "The dice were fixed anew meanwhile. Answer what stands now.",
          "/commitment");
  private static final Outcome.Refused PLAIN =
      new Outcome.Refused(
          "bad-nonce", "A nonce is made of letters, digits, - and _ alone.", "/nonce");
  private static final Outcome.Applied LATE =
      new Outcome.Applied(
          "from-next-session", "Dice have fallen already. It counts from the next session.");

  private final DiceHouse house;
  private final DiceState state;
  private final String by;
  private final Map<String, DiceState.Stream> begun = new TreeMap<>();
  private final List<DiceTray> trays = new ArrayList<>();
  private final List<DiceEvent> events = new ArrayList<>();
  private DiceEvent.@Nullable Opened opening;
  private byte @Nullable [] seed;

  DiceTurn(DiceHouse house, DiceState state, String by) {
    this.house = house;
    this.state = state;
    this.by = by;
  }

  /**
   * The dice of one decision.
   *
   * @return an empty tray
   */
  public DiceTray tray() {
    DiceTray tray = new DiceTray(this::begin);
    trays.add(tray);
    return tray;
  }

  /** Numbers of the next roll before an audience. */
  private synchronized DiceTray.New begin(String stream, String notation) {
    if (house.isScripted()) {
      return DiceTray.Loose.of(
          house.chance(), Optional.of(new RollProof.Ref(0, RollProof.SCRIPTED, 0)));
    }
    if (!house.isPlayed()) {
      return DiceTray.Loose.of(house.chance(), Optional.empty());
    }
    DiceState.Stream before = begun.get(stream);
    if (before == null) {
      before = state.open() ? state.streams().get(stream) : null;
    }
    if (before == null) {
      checkRoom(stream);
      before = new DiceState.Stream(DiceState.text(nonces()), 0, by);
    }
    DiceState.Stream now = new DiceState.Stream(before.nonces(), before.counter() + 1, before.by());
    begun.put(stream, now);
    Draws draws =
        Draws.of(seed(), now.nonces(), house.document().id(), stream, now.counter(), notation);
    return new Proven(draws, new RollProof.Ref(epoch(), stream, now.counter()));
  }

  /** Counts only what the same participant began, so that a refusal tells nothing of others. */
  private void checkRoom(String stream) {
    Map<String, DiceState.Stream> all = new TreeMap<>(state.open() ? state.streams() : Map.of());
    all.putAll(begun);
    boolean own = !stream.equals(Streams.PUBLIC) && !stream.equals(Streams.GM);
    if (own && all.values().stream().filter(s -> s.by().equals(by)).count() >= MOST_STREAMS) {
      throw new TablekeepException(
          ErrorKind.USER, "too-many-circles", "You roll before too many different circles.");
    }
  }

  private Map<String, String> nonces() {
    return state.open() ? state.nonces() : open().nonces();
  }

  private long epoch() {
    return state.open() ? state.epoch() : open().epoch();
  }

  private byte[] seed() {
    byte[] known = seed;
    if (known == null) {
      String salt = state.open() ? state.salt() : open().salt();
      known = house.key().seed(house.document(), epoch(), salt);
      seed = known;
    }
    return known;
  }

  /** An epoch for dice that fall while there is none. */
  private DiceEvent.Opened open() {
    DiceEvent.Opened now = opening;
    if (now == null) {
      now = house.key().open(house.document(), state.epoch() + 1, state.late());
      opening = now;
    }
    return now;
  }

  /**
   * Somebody adds chance of their own.
   *
   * @param nonce what they send
   * @return what they are told
   */
  public Outcome add(DiceNonce nonce) {
    if (!nonce.isPlain()) {
      return PLAIN;
    }
    if (!state.open() || !nonce.commitment().equals(state.commitment())) {
      return MOVED;
    }
    boolean late = state.streams().containsKey(Streams.PUBLIC);
    events.add(new DiceEvent.Nonce(state.epoch(), by, nonce.nonce(), late));
    return late ? LATE : Outcome.OK;
  }

  /**
   * Ends the turn.
   *
   * @return every roll of it, in order
   */
  public List<Rolled> rolls() {
    List<Rolled> all = new ArrayList<>();
    for (DiceTray tray : trays) {
      tray.close();
      all.addAll(tray.rolled());
    }
    return all;
  }

  /**
   * What else happens to dice in the entry; to be asked after {@link #rolls}.
   *
   * @param before the document before
   * @param after the document after
   * @return in order
   */
  public synchronized List<DiceEvent> events(JsonObject before, JsonObject after) {
    if (!house.isPlayed()) {
      return List.of();
    }
    List<DiceEvent> all = new ArrayList<>(events);
    long epoch = state.epoch();
    if (!state.open()) {
      all.add(0, open());
      epoch = open().epoch();
    }
    if (isOther(before, after)) {
      all.add(new DiceEvent.Closed(epoch, HexFormat.of().formatHex(seed()), counters()));
      Map<String, String> late = new TreeMap<>(state.open() ? state.late() : Map.of());
      for (DiceEvent event : events) {
        if (event instanceof DiceEvent.Nonce nonce && nonce.late()) {
          late.put(nonce.by(), nonce.nonce());
        }
      }
      all.add(house.key().open(house.document(), epoch + 1, late));
    }
    return all;
  }

  /** Whether a session begins or ends. */
  private static boolean isOther(JsonObject before, JsonObject after) {
    Object was = before.get("currentSession");
    Object now = after.get("currentSession");
    return !Objects.equals(was, now)
        && (!Objects.equals(part(was, "id"), part(now, "id"))
            || !Objects.equals(part(was, "active"), part(now, "active")));
  }

  private static @Nullable Object part(@Nullable Object session, String key) {
    return session == null ? null : Trees.get(session, key);
  }

  private Map<String, Long> counters() {
    Map<String, Long> all = new TreeMap<>();
    if (state.open()) {
      state.streams().forEach((name, stream) -> all.put(name, stream.counter()));
    }
    begun.forEach((name, stream) -> all.put(name, stream.counter()));
    return all;
  }

  private record Proven(Draws draws, RollProof.Ref own) implements DiceTray.New {
    @Override
    public long below(long bound) {
      return draws.below(bound);
    }

    @Override
    public Optional<RollProof.Ref> ref() {
      return Optional.of(own);
    }
  }
}
