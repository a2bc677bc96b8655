package io.tablekeep.engine.cluster.line;

import io.tablekeep.engine.runtime.Loop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One end of a line. On its loop, but for what {@link Lines} says otherwise. */
final class OpenLine implements Line {
  private final Lines lines;
  private final Lines.Key key;
  private final Loop loop;
  private final Outbox outbox;
  private @Nullable LineEnd end;
  private @Nullable ByteArrayOutputStream pieces;
  private long outstanding;
  private boolean full;
  private long taken;
  private boolean over;

  OpenLine(Lines lines, Lines.Key key, Loop loop, Outbox outbox) {
    this.lines = lines;
    this.key = key;
    this.loop = loop;
    this.outbox = outbox;
  }

  void begin(LineEnd listener) {
    end = listener;
  }

  /** The first words of an end that opens a line. */
  void open(byte[] hello, LineEnd listener) {
    end = listener;
    outbox.record(wire(), Batch.Kind.OPEN, hello);
  }

  Lines.Key key() {
    return key;
  }

  Outbox outbox() {
    return outbox;
  }

  @Override
  public String peer() {
    return key.peer();
  }

  @Override
  public Loop loop() {
    return loop;
  }

  /** The number by which the other end knows this line too, with whose it is. */
  private long wire() {
    return key.number() << 1 | (key.mine() ? 1 : 0);
  }

  @Override
  public void send(byte[]... parts) {
    if (over) {
      return;
    }
    outbox.message(wire(), parts);
    for (byte[] part : parts) {
      outstanding += part.length;
    }
    look();
  }

  @Override
  public long outstanding() {
    return outstanding;
  }

  private void look() {
    boolean now = full ? outstanding > Lines.WINDOW / 2 : outstanding > Lines.WINDOW;
    LineEnd told = end;
    if (now != full && told != null) {
      full = now;
      told.writable(!now);
    }
  }

  @Override
  public void took(int bytes) {
    taken += bytes;
    if (taken >= Lines.WINDOW / 4 && !over) {
      outbox.grant(wire(), taken);
      taken = 0;
    }
  }

  @Override
  public void close(String code, String message) {
    if (!over) {
      outbox.record(wire(), Batch.Kind.CLOSE, Batch.utf8(code + '\n' + message));
      over();
    }
  }

  private void over() {
    over = true;
    end = null;
    pieces = null;
    lines.forget(this);
  }

  /** Something came for this end. */
  void heard(Batch.Kind kind, byte[] bytes) {
    LineEnd told = end;
    if (over || told == null) {
      return;
    }
    switch (kind) {
      case PIECE -> {
        ByteArrayOutputStream so = pieces == null ? new ByteArrayOutputStream() : pieces;
        if (so.size() + bytes.length > Lines.MOST) {
          close("too-large", "A message was larger than is taken.");
          told.closed("too-large", "A message was larger than is taken.");
        } else {
          so.write(bytes, 0, bytes.length);
          pieces = so;
        }
      }
      case END -> {
        ByteArrayOutputStream before = pieces;
        pieces = null;
        if (before == null) {
          told.heard(bytes);
        } else {
          before.write(bytes, 0, bytes.length);
          told.heard(before.toByteArray());
        }
      }
      case GRANT -> {
        outstanding = Math.max(0, outstanding - new Batch.Reader(bytes).number());
        look();
      }
      case CLOSE -> {
        String text = new String(bytes, StandardCharsets.UTF_8);
        int cut = text.indexOf('\n');
        ended(text.substring(0, Math.max(cut, 0)), text.substring(cut + 1));
      }
      default -> throw new IllegalStateException("a line does not hear " + kind);
    }
  }

  /** The line is over without this end's doing. */
  void ended(String code, String message) {
    LineEnd told = end;
    if (!over) {
      over();
      if (told != null) {
        told.closed(code, message);
      }
    }
  }
}
