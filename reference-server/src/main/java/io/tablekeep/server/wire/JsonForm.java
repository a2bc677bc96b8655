package io.tablekeep.server.wire;

import io.netty.util.concurrent.FastThreadLocal;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.ViewChange;
import java.util.Base64;

/** The readable form. */
final class JsonForm extends Form {
  private static final Key MERGE = new Key("merge");
  private static final Key PATCH = new Key("patch");
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  private static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  private static final FastThreadLocal<JsonForm> MINE =
      new FastThreadLocal<>() {
        @Override
        protected JsonForm initialValue() {
          return new JsonForm(Out.mine());
        }
      };

  private final Out out;
  private boolean comma;

  private JsonForm(Out out) {
    this.out = out;
  }

  /** Begins a message in this thread's {@link Out}. */
  static JsonForm begin(Out out) {
    JsonForm mine = MINE.get();
    mine.comma = false;
    return mine;
  }

  private JsonForm separate() {
    if (comma) {
      out.raw(',');
    }
    comma = true;
    return this;
  }

  @Override
  Form object() {
    separate();
    out.raw('{');
    comma = false;
    return this;
  }

  @Override
  Form endObject() {
    out.raw('}');
    comma = true;
    return this;
  }

  @Override
  Form array(int size) {
    separate();
    out.raw('[');
    comma = false;
    return this;
  }

  @Override
  Form endArray() {
    out.raw(']');
    comma = true;
    return this;
  }

  @Override
  Form key(Key key) {
    separate();
    out.raw(key.json());
    comma = false;
    return this;
  }

  @Override
  Form text(String text) {
    separate();
    out.string(text);
    return this;
  }

  @Override
  Form number(long number) {
    separate();
    out.number(number);
    return this;
  }

  @Override
  Form flag(boolean flag) {
    return json(flag ? TRUE : FALSE);
  }

  @Override
  Form json(byte[] utf8) {
    separate();
    out.raw(utf8);
    return this;
  }

  @Override
  Form document(byte[] utf8) {
    return json(utf8);
  }

  @Override
  Form bytes(byte[] bytes) {
    separate();
    out.raw('"').raw(BASE64.encode(bytes)).raw('"');
    return this;
  }

  @Override
  Form large(int size) {
    return separate();
  }

  @Override
  Form change(ViewChange change) {
    return key(change.isMerge() ? MERGE : PATCH).json(change.json());
  }

  @Override
  boolean brief(Frame frame) {
    return false;
  }
}
