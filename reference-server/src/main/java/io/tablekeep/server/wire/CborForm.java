package io.tablekeep.server.wire;

import io.netty.util.concurrent.FastThreadLocal;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.cbor.CborWriter;
import io.tablekeep.engine.state.JsonReader;
import java.util.List;

/** The compact form: CBOR, in which known keys are numbers and known places are too. */
final class CborForm extends Form {
  private static final Key SET = new Key("set");
  private static final int EMPTY_MAP = 0xa0;
  private static final int MOST_MEMBERS = 23;
  private static final int DEEPEST = 8;
  private static final FastThreadLocal<CborForm> MINE =
      new FastThreadLocal<>() {
        @Override
        protected CborForm initialValue() {
          return new CborForm(Out.mine());
        }
      };

  private final Out out;
  private final CborWriter cbor = new CborWriter(1 << 10);
  private final int[] heads = new int[DEEPEST];
  private final int[] counts = new int[DEEPEST];
  private int depth;
  private Places places = new Places();

  private CborForm(Out out) {
    this.out = out;
  }

  /** Begins a message in this thread's {@link Out}, to a connection that knows some places. */
  static CborForm begin(Out out, Places places) {
    CborForm mine = MINE.get();
    mine.depth = 0;
    mine.places = places;
    return mine;
  }

  /** Its head says how many members follow, which is known only at its end. */
  @Override
  Form object() {
    heads[depth] = out.position();
    counts[depth] = 0;
    depth++;
    out.raw((char) EMPTY_MAP);
    return this;
  }

  @Override
  Form endObject() {
    depth--;
    if (counts[depth] > MOST_MEMBERS) {
      throw new IllegalStateException("a message has too many members");
    }
    out.patch(heads[depth], EMPTY_MAP + counts[depth]);
    return this;
  }

  @Override
  Form array(int size) {
    return put(cbor.reset().array(size));
  }

  @Override
  Form endArray() {
    return this;
  }

  private Form put(CborWriter written) {
    out.raw(written.buffer(), 0, written.length());
    return this;
  }

  @Override
  Form key(Key key) {
    counts[depth - 1]++;
    out.raw(key.cbor());
    return this;
  }

  @Override
  Form text(String text) {
    return put(cbor.reset().text(text));
  }

  @Override
  Form number(long number) {
    return put(cbor.reset().number(number));
  }

  @Override
  Form flag(boolean flag) {
    return put(cbor.reset().flag(flag));
  }

  @Override
  Form json(byte[] utf8) {
    return put(cbor.reset().value(JsonReader.read(utf8, JsonReader.Limits.DOCUMENT, 0)));
  }

  @Override
  Form document(byte[] utf8) {
    return bytes(utf8);
  }

  @Override
  Form bytes(byte[] bytes) {
    put(cbor.reset().bytes(bytes.length));
    out.raw(bytes);
    return this;
  }

  @Override
  Form large(int size) {
    put(cbor.reset().bytes(size));
    return endObject();
  }

  @Override
  Form change(ViewChange change) {
    key(SET);
    parts(change);
    return this;
  }

  @Override
  boolean brief(Frame frame) {
    ViewChange change = frame.change();
    if (change == null
        || !frame.receipts().isEmpty()
        || frame.resume() != null
        || frame.position() != places.position() + 1) {
      return false;
    }
    parts(change);
    return true;
  }

  /** Places and their members in turn: the only part that differs by connection is the place. */
  private void parts(ViewChange change) {
    List<ViewChange.Part> parts = change.parts();
    array(parts.size() * 2);
    for (int i = 0; i < parts.size(); i++) {
      ViewChange.Part part = parts.get(i);
      int number = places.number(part.place());
      cbor.reset();
      if (number >= 0) {
        cbor.number(number);
      } else {
        cbor.array(part.place().size());
        for (int k = 0; k < part.place().size(); k++) {
          cbor.key(part.place().key(k));
        }
      }
      put(cbor);
      out.raw(part.members());
    }
  }
}
