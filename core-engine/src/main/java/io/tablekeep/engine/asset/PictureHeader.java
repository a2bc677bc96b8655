package io.tablekeep.engine.asset;

import io.tablekeep.sdk.asset.AssetType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Format and size of a picture, read from its first bytes without decoding it.
 *
 * @param type the format
 * @param width pixels
 * @param height pixels
 */
record PictureHeader(AssetType type, int width, int height) {
  /** How many bytes tell the format, and whether it is none. */
  static final int MAGIC = 12;

  private static final int MAX_JPEG_SEGMENTS = 10_000;

  /** The format by its first {@link #MAGIC} bytes. */
  static Optional<AssetType> typeOf(byte[] start) {
    if (starts(start, 0, "\u0089PNG\r\n\u001a\n")) {
      return Optional.of(AssetType.PNG);
    }
    if (starts(start, 0, "\u00ff\u00d8\u00ff")) {
      return Optional.of(AssetType.JPEG);
    }
    if (starts(start, 0, "RIFF") && starts(start, 8, "WEBP")) {
      return Optional.of(AssetType.WEBP);
    }
    if (starts(start, 0, "GIF87a") || starts(start, 0, "GIF89a")) {
      return Optional.of(AssetType.GIF);
    }
    return Optional.empty();
  }

  /** Whether these bytes begin XML, and so perhaps SVG. */
  static boolean looksLikeXml(byte[] start) {
    String text = new String(start, StandardCharsets.UTF_8).replace("\ufeff", "").strip();
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.startsWith("<svg") || lower.startsWith("<?xml") || lower.startsWith("<!--");
  }

  private static boolean starts(byte[] bytes, int at, String latin1) {
    byte[] wanted = latin1.getBytes(StandardCharsets.ISO_8859_1);
    int end = at + wanted.length;
    return end <= bytes.length && Arrays.equals(bytes, at, end, wanted, 0, wanted.length);
  }

  /** Reads a whole header; empty when it is none, or says a size of nothing. */
  static Optional<PictureHeader> read(SeekableByteChannel file) throws IOException {
    byte[] start = bytes(file, 0, 32).array();
    Optional<AssetType> type = typeOf(start);
    if (type.isEmpty()) {
      return Optional.empty();
    }
    int[] size =
        switch (type.get()) {
          case PNG -> png(start);
          case GIF -> gif(start);
          case WEBP -> webp(start);
          case JPEG -> jpeg(file);
        };
    return size[0] > 0 && size[1] > 0
        ? Optional.of(new PictureHeader(type.get(), size[0], size[1]))
        : Optional.empty();
  }

  // W3C PNG, 5.3 and 11.2.2: the first chunk is IHDR, width and height come first in it.
  private static int[] png(byte[] start) {
    ByteBuffer header = ByteBuffer.wrap(start);
    return starts(start, 12, "IHDR") ? size(header.getInt(16), header.getInt(20)) : none();
  }

  // GIF89a, 18: the logical screen follows the signature, little-endian.
  private static int[] gif(byte[] start) {
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    return size(header.getShort(6) & 0xFFFF, header.getShort(8) & 0xFFFF);
  }

  // RFC 9649, 2.5 to 2.7, with RFC 6386, 9.1 for the lossy kind.
  private static int[] webp(byte[] start) {
    ByteBuffer header = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
    if (starts(start, 12, "VP8X")) {
      return size((header.getInt(24) & 0xFFFFFF) + 1, (header.getInt(26) >>> 8) + 1);
    }
    if (starts(start, 12, "VP8L") && start[20] == 0x2F) {
      int bits = header.getInt(21);
      return size((bits & 0x3FFF) + 1, (bits >>> 14 & 0x3FFF) + 1);
    }
    if (starts(start, 12, "VP8 ") && starts(start, 23, "\u009d\u0001*")) {
      return size(header.getShort(26) & 0x3FFF, header.getShort(28) & 0x3FFF);
    }
    return none();
  }

  // ITU T.81, B.1.1 and B.2.2: segments until the frame header that has the size.
  private static int[] jpeg(SeekableByteChannel file) throws IOException {
    long at = 2;
    for (int i = 0; i < MAX_JPEG_SEGMENTS; i++) {
      ByteBuffer segment = bytes(file, at, 9);
      if ((segment.get(0) & 0xFF) != 0xFF) {
        return none();
      }
      int marker = segment.get(1) & 0xFF;
      if (marker == 0xFF) {
        at++; // A fill byte.
        continue;
      }
      boolean frame =
          marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
      if (frame) {
        return size(segment.getShort(7) & 0xFFFF, segment.getShort(5) & 0xFFFF);
      }
      boolean alone = marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
      boolean pixelsBegin = marker == 0xD9 || marker == 0xDA;
      int length = segment.getShort(2) & 0xFFFF;
      if (pixelsBegin || (!alone && length < 2)) {
        return none();
      }
      at += alone ? 2 : 2 + length;
    }
    return none();
  }

  private static int[] size(int width, int height) {
    return new int[] {width, height};
  }

  private static int[] none() {
    return size(0, 0);
  }

  /** That many bytes from a place; zeros stand for what is not there. */
  private static ByteBuffer bytes(SeekableByteChannel file, long at, int count) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(count);
    file.position(at);
    while (buffer.hasRemaining() && file.read(buffer) >= 0) {
      // Reads on until the buffer is full or the file ends.
    }
    return buffer.clear();
  }
}
