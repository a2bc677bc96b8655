package io.tablekeep.engine.view;

import io.tablekeep.engine.SeatView;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.util.zip.Deflater;

/** What a seat sees first, with its encodings, made together off the loop. Immutable. */
public final class SeatViews implements SeatView {
  private final byte[] json;
  private final byte[] deflated;

  private SeatViews(byte[] json) {
    this.json = json;
    this.deflated = deflate(json);
  }

  /**
   * Encodes a view. Takes milliseconds for each megabyte, so not on an event loop.
   *
   * @param view what the seat sees
   * @return the view with its encodings
   */
  public static SeatViews of(JsonObject view) {
    return new SeatViews(JsonWriter.bytes(view));
  }

  @Override
  public byte[] json() {
    return json;
  }

  @Override
  public byte[] deflated() {
    return deflated;
  }

  private static byte[] deflate(byte[] plain) {
    Deflater deflater = new Deflater(Deflater.BEST_SPEED, true);
    try {
      deflater.setInput(plain);
      deflater.finish();
      ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
      byte[] piece = new byte[8 << 10];
      while (!deflater.finished()) {
        packed.write(piece, 0, deflater.deflate(piece));
      }
      return packed.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
