package io.tablekeep.engine.dice;

import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.DiceTexts;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.view.Audience;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One epoch of dice as somebody may see it, from its entries: what happened, in order, as JSON.
 * {@code {"format", "campaign", "epoch", "newest", "oldest", "events": […]}}; events are those of
 * {@link DiceTexts#event} and {@code {"roll": {…}}}. Of what fell before others there is nothing,
 * and nothing is numbered but rolls within their stream. Single-threaded, used once.
 */
public final class DiceLog {
  private static final int MOST = 50_000;

  private final DocumentId document;
  private final DiceState state;
  private final long epoch;
  private final Optional<String> only;
  private final JsonWriter events = new JsonWriter(4 << 10).array();
  private int count;

  /**
   * A log of an epoch.
   *
   * @param document whose dice
   * @param state what the journal says of them up to the newest entry that is shown
   * @param epoch number of the epoch
   * @param only who is to see it; empty for those who run the game
   * @throws TablekeepException code {@code no-such-epoch}
   */
  public DiceLog(DocumentId document, DiceState state, long epoch, Optional<String> only) {
    if (state.begin(epoch) == 0) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-epoch", "There are no such dice to be looked up.", "/epoch");
    }
    this.document = document;
    this.state = state;
    this.epoch = epoch;
    this.only = only;
  }

  /**
   * The entry with which it begins.
   *
   * @return its version
   */
  public long first() {
    return state.begin(epoch);
  }

  /**
   * The entry with which it ends.
   *
   * @param newest the newest version that is shown
   * @return its version
   */
  public long last(long newest) {
    long next = state.begin(epoch + 1);
    return next == 0 ? newest : next;
  }

  /**
   * Takes in the next of its entries.
   *
   * @param entry the entry
   */
  public void see(Entry entry) {
    boolean begins = entry.version() == first();
    if (begins) {
      events(entry);
    }
    for (Rolled rolled : entry.rolls()) {
      // Those of the entry that begins it fell before, unless they made it begin.
      if (!begins || rolled.proof().filter(proof -> proof.epoch() == epoch).isPresent()) {
        roll(entry, rolled);
      }
    }
    if (!begins) {
      events(entry);
    }
  }

  private void events(Entry entry) {
    for (DiceEvent event : entry.dice()) {
      if (event.epoch() == epoch) {
        room();
        DiceTexts.event(events, shown(event));
      }
    }
  }

  private DiceEvent shown(DiceEvent event) {
    if (only.isEmpty() || !(event instanceof DiceEvent.Closed closed)) {
      return event;
    }
    Map<String, Long> counters = new TreeMap<>(closed.counters());
    counters.keySet().removeIf(stream -> !Streams.sees(stream, only.get()));
    return new DiceEvent.Closed(closed.epoch(), closed.seed(), counters);
  }

  private void roll(Entry entry, Rolled rolled) {
    if (only.isPresent() && !sees(rolled, only.get())) {
      return;
    }
    room();
    DiceTexts.members(events.object().key("roll").object(), shown(rolled));
    events.endObject();
    if (only.isEmpty()) {
      events.key("version").number(entry.version());
      events.key("what").value(rolled.what());
    }
    events.endObject();
  }

  private static boolean sees(Rolled rolled, String who) {
    if (rolled.proof().isPresent() && !rolled.proof().get().isScripted()) {
      return Streams.sees(rolled.proof().get().stream(), who);
    }
    return rolled.to() instanceof Audience.Everyone
        || (rolled.to() instanceof Audience.Named named && named.participants().contains(who));
  }

  /** Faces that fell before others first: the roll they are from is not named. */
  private Rolled shown(Rolled rolled) {
    RollProof proof = rolled.proof().orElse(null);
    if (only.isEmpty()
        || proof == null
        || proof.again().filter(again -> !Streams.sees(again.stream(), only.get())).isEmpty()) {
      return rolled;
    }
    RollProof told =
        new RollProof(
            proof.epoch(),
            proof.stream(),
            proof.counter(),
            proof.dice(),
            Optional.of(new RollProof.Ref(0, "", 0)),
            proof.dialect());
    return new Rolled(
        rolled.what(), rolled.roll(), rolled.to(), Optional.of(told), rolled.failed());
  }

  private void room() {
    if (++count > MOST) {
      throw new TablekeepException(
          ErrorKind.RESOURCE, "too-far", "These are too many dice to be looked up at once.");
    }
  }

  /**
   * The whole of it.
   *
   * @return one JSON object in UTF-8
   */
  public byte[] toBytes() {
    JsonWriter out = new JsonWriter(4 << 10).object();
    out.key("format").value(Draws.RULE).key("campaign").value(document.id());
    out.key("epoch").number(epoch).key("newest").number(state.epoch());
    out.key("oldest").number(state.epoch() - state.begins().size() + 1);
    out.key("events").raw(events.endArray().toBytes());
    return out.endObject().toBytes();
  }
}
