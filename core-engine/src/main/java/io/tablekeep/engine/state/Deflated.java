package io.tablekeep.engine.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Compressed bytes. Deflate rather than LZ4: documents are full of ids and prose, where its Huffman
 * codes save a sixth more, and opening is bound by parsing in either case.
 */
final class Deflated {
  /** Kept in pieces, as G1 gives every array of half a region or more whole regions. */
  private static final int PIECE = 64 << 10;

  private final byte[][] pieces;
  private final int length;

  private Deflated(byte[][] pieces, int length) {
    this.pieces = pieces;
    this.length = length;
  }

  static Deflated of(byte[] bytes) {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(bytes);
      deflater.finish();
      List<byte[]> pieces = new ArrayList<>();
      byte[] piece = new byte[PIECE];
      while (!deflater.finished()) {
        int filled = deflater.deflate(piece);
        pieces.add(Arrays.copyOf(piece, filled));
      }
      return new Deflated(pieces.toArray(new byte[0][]), bytes.length);
    } finally {
      deflater.end();
    }
  }

  /** Bytes before compression. */
  int length() {
    return length;
  }

  /** Writes what was compressed; the target must have room. */
  void inflate(byte[] target, int at) {
    Inflater inflater = new Inflater(true);
    try {
      int done = 0;
      for (byte[] piece : pieces) {
        inflater.setInput(piece);
        int more;
        do {
          more = inflater.inflate(target, at + done, length - done);
          done += more;
        } while (more > 0 && done < length);
      }
      if (done != length) {
        throw new IllegalStateException("a packed object has lost " + (length - done) + " bytes");
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("a packed object is damaged", e);
    } finally {
      inflater.end();
    }
  }

  boolean sameAs(Deflated other) {
    return pieces == other.pieces
        || (length == other.length && Arrays.deepEquals(pieces, other.pieces));
  }
}
