package io.tablekeep.engine.journal.recovery;

import io.tablekeep.engine.dice.DiceImage;
import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.engine.journal.entry.JournalException;
import io.tablekeep.engine.journal.ledger.Image;
import io.tablekeep.engine.journal.ledger.Images;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Strict;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredSnapshot;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
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

/** Snapshots as bytes, as the package describes them. Off the loop; stateless. */
public final class SnapshotCodec {
  private static final String HEADER = "its header";

  private static final int FORMAT = 1;
  private static final byte[] CHECK = ",\"check\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ROOT = "\",\"root\":".getBytes(StandardCharsets.US_ASCII);
  private static final JsonReader.Limits LIMITS =
      new JsonReader.Limits(Integer.MAX_VALUE, 512, Integer.MAX_VALUE, Integer.MAX_VALUE);

  /** LZ4 makes nothing smaller than by this factor. */
  private static final long RATIO = 255;

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
    long[] length = {0};
    String sha256 = hashed(mark.root(), length);
    JsonWriter head = header(document, mark, devices).key("sha256").value(sha256);
    CRC32C crc = new CRC32C();
    crc.update(head.buffer(), 0, head.length());
    long raw = head.length() + CHECK.length + 8 + ROOT.length + length[0] + 1;
    ByteArrayOutputStream packed =
        new ByteArrayOutputStream((int) Math.min(raw / 8 + 64, 16 << 20));
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
      Canonical.write(mark.root(), (bytes, from, many) -> written(out, bytes, from, many));
      out.write('}');
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    String meta = "{\"format\":" + FORMAT + ",\"sha256\":\"" + sha256 + "\"}";
    return new Encoded(new StoredSnapshot(mark.version(), packed.toByteArray(), meta), raw);
  }

  /** Written twice, once to know its hash: a large document is never in memory as text. */
  private static String hashed(JsonObject root, long[] length) {
    MessageDigest digest = sha256();
    Canonical.write(
        root,
        (bytes, from, many) -> {
          digest.update(bytes, from, many);
          length[0] += many;
        });
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void written(OutputStream out, byte[] bytes, int from, int many) {
    try {
      out.write(bytes, from, many);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
    return decode(document, stored, true);
  }

  /**
   * Reads a snapshot to look something up in it. The checksums of its frames tell whether it is
   * damaged; its hash, which costs as much as reading it, tells only more of what nobody goes on
   * from here.
   *
   * @param document whose
   * @param stored from the store
   * @return what is in it
   * @throws JournalException as above
   */
  public static Decoded glance(DocumentId document, StoredSnapshot stored) {
    return decode(document, stored, false);
  }

  private static Decoded decode(DocumentId document, StoredSnapshot stored, boolean hashed) {
    try {
      return decode(document, stored.position(), unpack(stored.bytes()), hashed);
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
    ByteArrayInputStream from = new ByteArrayInputStream(packed);
    try (LZ4FrameInputStream in =
        new LZ4FrameInputStream(
            from,
            LZ4Factory.safeInstance().safeDecompressor(),
            XXHashFactory.safeInstance().hash32(),
            true)) {
      // Its length is known, so that a large one is not in memory twice.
      long length = in.getExpectedContentSize();
      if (length > RATIO * packed.length || length > Integer.MAX_VALUE - 8) {
        throw new IOException("it is longer than it can be");
      }
      byte[] text = length < 0 ? in.readAllBytes() : new byte[(int) length];
      if (length >= 0 && in.readNBytes(text, 0, text.length) < text.length) {
        throw new IOException("it is shorter than it says");
      }
      if (in.read() >= 0 || from.available() > 0) {
        throw new IOException("there is more after its end");
      }
      return text;
    }
  }

  private static Decoded decode(DocumentId document, long position, byte[] text, boolean hashed) {
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
    if (Strict.number(header.get("format"), HEADER) > FORMAT) {
      throw new JournalException(
          "journal-format", document, position, "a newer version of the engine wrote it");
    }
    if (!document.toString().equals(header.get("document"))
        || Strict.number(header.get("version"), HEADER) != position) {
      throw new IllegalArgumentException(
          "it is of " + header.get("document") + " at " + header.get("version"));
    }
    String sha256 = Strict.text(header.get("sha256"), HEADER);
    if (hashed && !sha256.equals(sha256(text, root, text.length - 1 - root))) {
      throw new IllegalArgumentException("its document was altered");
    }
    Object value = JsonReader.read(text, root, text.length - 1, LIMITS, position);
    if (!(value instanceof JsonObject content)) {
      throw new IllegalArgumentException("its document is not an object");
    }
    Mark mark =
        new Mark(
            position,
            HexFormat.fromHexDigits(Strict.text(header.get("chain"), HEADER)),
            Strict.number(header.get("bytes"), HEADER),
            Instant.parse(Strict.text(header.get("time"), HEADER)),
            content,
            DiceImage.read(header.get("dice")));
    return new Decoded(mark, Images.read(Strict.array(header.get("devices"), HEADER)), sha256);
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
    MessageDigest digest = sha256();
    digest.update(text, from, length);
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException never) {
      throw new IllegalStateException("every Java has SHA-256", never);
    }
  }

  private static String hex8(int number) {
    return HexFormat.of().toHexDigits(number);
  }
}
