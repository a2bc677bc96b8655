package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.dice.DiceImage;
import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.ledger.Image;
import io.tablekeep.engine.journal.ledger.Images;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32C;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4FrameInputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import net.jpountz.lz4.LZ4FrameOutputStream.FLG;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/** Snapshots as bytes, as the package describes them. Off the loop; stateless. */
public final class SnapshotCodec {
  private static final int FORMAT = 1;
  private static final byte[] CHECK = ",\"check\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ROOT = "\",\"root\":".getBytes(StandardCharsets.US_ASCII);
  private static final JsonReader.Limits LIMITS =
      new JsonReader.Limits(Integer.MAX_VALUE, 512, Integer.MAX_VALUE, Integer.MAX_VALUE);

  private SnapshotCodec() {}

  /**
   * A snapshot that was read.
   *
   * @param mark the document
   * @param devices its receipts
   * @param sha256 hash of the canonical document, lower-case hexadecimal
   */
  public record Decoded(Mark mark, List<Image> devices, String sha256) {}

  /**
   * A snapshot that was made.
   *
   * @param snapshot for the store
   * @param raw bytes of text that are in it
   */
  public record Encoded(StoredSnapshot snapshot, long raw) {}

  /**
   * Makes a snapshot. Takes milliseconds for each megabyte.
   *
   * @param document whose
   * @param mark the document
   * @param devices its receipts
   * @return the snapshot
   */
  public static Encoded encode(DocumentId document, Mark mark, List<Image> devices) {
    JsonWriter root = new JsonWriter(64 << 10).value(mark.root());
    String sha256 = sha256(root.buffer(), 0, root.length());
    JsonWriter head = header(document, mark, devices).key("sha256").value(sha256);
    CRC32C crc = new CRC32C();
    crc.update(head.buffer(), 0, head.length());
    int raw = head.length() + CHECK.length + 8 + ROOT.length + root.length() + 1;
    ByteArrayOutputStream packed = new ByteArrayOutputStream(raw / 4 + 64);
    try (LZ4FrameOutputStream out =
        new LZ4FrameOutputStream(
            packed,
            BLOCKSIZE.SIZE_1MB,
            raw,
            LZ4Factory.safeInstance().fastCompressor(),
            XXHashFactory.safeInstance().hash32(),
            FLG.Bits.BLOCK_INDEPENDENCE,
            FLG.Bits.CONTENT_SIZE,
            FLG.Bits.CONTENT_CHECKSUM)) {
      out.write(head.buffer(), 0, head.length());
      out.write(CHECK);
      out.write(hex8((int) crc.getValue()).getBytes(StandardCharsets.US_ASCII));
      out.write(ROOT);
      out.write(root.buffer(), 0, root.length());
      out.write('}');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String meta = "{\"format\":" + FORMAT + ",\"sha256\":\"" + sha256 + "\"}";
    return new Encoded(new StoredSnapshot(mark.version(), packed.toByteArray(), meta), raw);
  }

  /** Everything of a snapshot before the hash of its document. */
  static JsonWriter header(DocumentId document, Mark mark, List<Image> devices) {
    JsonWriter out = new JsonWriter(4 << 10).object();
    out.key("format").number(FORMAT).key("document").value(document.toString());
    out.key("version").number(mark.version()).key("time").value(mark.time().toString());
    out.key("bytes").number(mark.bytes()).key("chain").value(hex8(mark.chain()));
    Images.write(out.key("devices"), devices);
    if (!mark.dice().equals(DiceState.NONE)) {
      DiceImage.write(out.key("dice"), mark.dice());
    }
    return out;
  }

  /**
   * Reads a snapshot. Takes milliseconds for each megabyte.
   *
   * @param document whose
   * @param stored from the store
   * @return what is in it
   * @throws JournalException {@code snapshot-damaged}, or {@code journal-format} when a newer
   *     engine wrote it
   */
  public static Decoded decode(DocumentId document, StoredSnapshot stored) {
    try {
      return decode(document, stored.position(), unpack(stored.bytes()));
    } catch (JournalException known) {
      throw known;
    } catch (IOException
        | TablekeepException
        | DateTimeException
        | IllegalArgumentException
        | IndexOutOfBoundsException
        | net.jpountz.lz4.LZ4Exception wrong) {
      throw new JournalException(
          "snapshot-damaged", document, stored.position(), String.valueOf(wrong.getMessage()));
    }
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    try (LZ4FrameInputStream in =
        new LZ4FrameInputStream(
            new ByteArrayInputStream(packed),
            LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32())) {
      return in.readAllBytes();
    }
  }

  private static Decoded decode(DocumentId document, long position, byte[] text) {
    int check = find(text, CHECK);
    int root = check + CHECK.length + 8 + ROOT.length;
    if (check < 0
        || root >= text.length
        || !Arrays.equals(text, root - ROOT.length, root, ROOT, 0, ROOT.length)) {
      throw new IllegalArgumentException("its header is missing or altered");
    }
    CRC32C crc = new CRC32C();
    crc.update(text, 0, check);
    String written = new String(text, check + CHECK.length, 8, StandardCharsets.ISO_8859_1);
    if (!written.equals(hex8((int) crc.getValue()))) {
      throw new IllegalArgumentException("its header was altered");
    }
    byte[] headerText = Arrays.copyOf(text, check + 1);
    headerText[check] = '}';
    JsonObject header = JsonReader.readObject(headerText, LIMITS, 0);
    if (number(header.get("format")) > FORMAT) {
      throw new JournalException(
          "journal-format", document, position, "a newer version of the engine wrote it");
    }
    if (!document.toString().equals(header.get("document"))
        || number(header.get("version")) != position) {
      throw new IllegalArgumentException(
          "it is of " + header.get("document") + " at " + header.get("version"));
    }
    String sha256 = text(header.get("sha256"));
    if (!sha256.equals(sha256(text, root, text.length - 1 - root))) {
      throw new IllegalArgumentException("its document was altered");
    }
    Object value = JsonReader.read(text, root, text.length - 1, LIMITS, position);
    if (!(value instanceof JsonObject content)) {
      throw new IllegalArgumentException("its document is not an object");
    }
    Mark mark =
        new Mark(
            position,
            HexFormat.fromHexDigits(text(header.get("chain"))),
            number(header.get("bytes")),
            Instant.parse(text(header.get("time"))),
            content,
            DiceImage.read(header.get("dice")));
    return new Decoded(mark, Images.read(array(header.get("devices"))), sha256);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("its header lacks a text");
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("its header lacks a number");
  }

  private static JsonArray array(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException("its header lacks a list");
  }

  /** The first place of some bytes in others, or -1. */
  private static int find(byte[] in, byte[] what) {
    for (int at = 0; at + what.length <= in.length; at++) {
      if (in[at] == what[0] && Arrays.equals(in, at, at + what.length, what, 0, what.length)) {
        return at;
      }
    }
    return -1;
  }

  /** The hash of a part of an array, in lower-case hexadecimal. */
  static String sha256(byte[] text, int from, int length) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(text, from, length);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }

  private static String hex8(int number) {
    return HexFormat.of().toHexDigits(number);
  }
}
