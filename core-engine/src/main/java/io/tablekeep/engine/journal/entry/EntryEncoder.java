package io.tablekeep.engine.journal.entry;

import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.view.Audience;
import java.util.List;

/**
 * Writes entries as JSON text, as the package describes it. For one thread; its buffer is reused.
 */
public final class EntryEncoder {
  private final JsonWriter out = new JsonWriter(1024);
  private final Times times = new Times();
  private final Checksum checksum = new Checksum();
  private int chain;

  /** An encoder for one journal, used by one thread at a time. */
  public EntryEncoder() {}

  /**
   * The text of an entry.
   *
   * @param entry the entry
   * @param previous checksum of the entry before; {@link EntryDecoder#seed} for the first
   * @return UTF-8 of one JSON object
   * @throws RuntimeException a value that JSON cannot say, such as half a surrogate pair
   */
  public byte[] encode(Entry entry, int previous) {
    out.reset().object();
    out.key("format").number(EntryDecoder.FORMAT);
    out.key("version").number(entry.version());
    out.key("epoch").number(entry.epoch());
    out.key("time").raw(times.quoted(entry.time()));
    cause(entry.cause());
    effects(entry.effects());
    rolls(entry.rolls());
    out.key("outcome");
    Outcomes.write(out, entry.outcome());
    settled(entry.settled());
    dice(entry.dice());
    chain = checksum.of(previous, out.buffer(), out.length());
    out.key("crc").raw(checksum.quoted(chain)).endObject();
    return out.toBytes();
  }

  /**
   * The checksum of the entry that was encoded last.
   *
   * @return what the next entry builds on
   */
  public int chain() {
    return chain;
  }

  private void cause(Cause cause) {
    if (!cause.by().isEmpty()) {
      out.key("by").value(cause.by());
    }
    if (cause.hasId()) {
      out.key("device").value(cause.device());
      out.key("n").number(cause.n());
      out.key("hash").raw(checksum.quoted(cause.hash()));
    }
    out.key("type").value(cause.type());
    if (cause.base() > 0) {
      out.key("basedOn").number(cause.base());
    }
    out.key("payload").value(cause.payload());
  }

  private void effects(List<Effect> effects) {
    if (effects.isEmpty()) {
      return;
    }
    out.key("effects").array();
    int packed = effects instanceof PackedEffects some ? some.write(out) : 0;
    for (int i = packed; i < effects.size(); i++) {
      effect(out, effects.get(i));
    }
    out.endArray();
  }

  static void effect(JsonWriter out, Effect effect) {
    out.object();
    if (effect instanceof Effect.Put put) {
      out.key("put").value(put.at().toString()).key("value").value(put.value());
    } else if (effect instanceof Effect.Remove remove) {
      out.key("remove").value(remove.at().toString());
    }
    out.endObject();
  }

  private void rolls(List<Rolled> rolls) {
    if (rolls.isEmpty()) {
      return;
    }
    out.key("rolls").array();
    for (Rolled rolled : rolls) {
      out.object().key("what").value(rolled.what());
      DiceTexts.members(out, rolled);
      out.key("to");
      audience(rolled.to());
      out.endObject();
    }
    out.endArray();
  }

  private void settled(List<Settled> settled) {
    if (settled.isEmpty()) {
      return;
    }
    out.key("settled").array();
    for (Settled one : settled) {
      out.object().key("by").value(one.by()).key("device").value(one.device());
      out.key("n").number(one.n()).key("outcome");
      Outcomes.write(out, one.outcome());
      out.endObject();
    }
    out.endArray();
  }

  private void dice(List<DiceEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    out.key("dice").array();
    events.forEach(event -> DiceTexts.event(out, event));
    out.endArray();
  }

  private void audience(Audience to) {
    if (to instanceof Audience.Everyone) {
      out.value("everyone");
    } else if (to instanceof Audience.Gm) {
      out.value("gm");
    } else if (to instanceof Audience.Owner) {
      out.value("owner");
    } else if (to instanceof Audience.OwnerOf of) {
      out.object().key("ownerOf").value(of.actor()).endObject();
    } else if (to instanceof Audience.Named named) {
      out.object().key("named").array();
      named.participants().forEach(out::value);
      out.endArray().endObject();
    }
  }
}
