package io.tablekeep.engine.cluster.placement;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cards as bytes: the number of the format, then fields of tag, length and value. Who does not know
 * a tag skips it, and a field that is missing has a value that gives the node nothing, so nodes of
 * neighbouring releases read each other; the number changes only when that cannot be kept up.
 */
public final class NodeCards {
  /** The longest encoding that is written or read. */
  public static final int MOST_BYTES = 1_024;

  private static final int FORMAT = 1;

  private static final int NAME = 1;
  private static final int ADDRESS = 2;
  private static final int INCARNATION = 3;
  private static final int VERSION = 4;
  private static final int AT = 5;
  private static final int STATE = 6;
  private static final int WEIGHT = 7;
  private static final int MOST_DOCUMENTS = 8;
  private static final int CAPACITY_BYTES = 9;
  private static final int DOCUMENTS = 10;
  private static final int ACTIVE = 11;
  private static final int BYTES = 12;
  private static final int MOVING = 13;
  private static final int LOAD = 14;
  private static final int HEALTH = 15;
  private static final int P50 = 16;
  private static final int P99 = 17;
  private static final int TAGS = 18;

  private NodeCards() {}

  /**
   * Writes a card.
   *
   * @param card the card
   * @return about 80 bytes, never more than {@link #MOST_BYTES}
   */
  public static byte[] encode(NodeCard card) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(96);
    out.write(FORMAT);
    text(out, NAME, card.name());
    text(out, ADDRESS, card.address());
    number(out, INCARNATION, card.incarnation());
    number(out, VERSION, card.version());
    number(out, AT, card.at());
    number(out, STATE, card.state().number());
    number(out, WEIGHT, NodeCard.thousandths(card.capacity().weight()));
    number(out, MOST_DOCUMENTS, card.capacity().documents());
    number(out, CAPACITY_BYTES, card.capacity().bytes());
    number(out, DOCUMENTS, card.held().documents());
    number(out, ACTIVE, card.held().active());
    number(out, BYTES, card.held().bytes());
    number(out, MOVING, card.held().moving());
    number(out, LOAD, NodeCard.thousandths(card.pulse().load()));
    number(out, HEALTH, NodeCard.thousandths(card.pulse().health()));
    number(out, P50, card.pulse().p50());
    number(out, P99, card.pulse().p99());
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, int tag, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    varint(out, tag);
    varint(out, utf8.length);
    out.writeBytes(utf8);
  }

  private static void number(ByteArrayOutputStream out, int tag, long value) {
    varint(out, tag);
    varint(out, varintLength(value));
    varint(out, value);
  }

  private static int varintLength(long value) {
    return Math.max(1, (70 - Long.numberOfLeadingZeros(value)) / 7);
  }

  private static void varint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }

  /**
   * Reads a card, also one of a later release of the same format.
   *
   * @param bytes what {@link #encode} wrote
   * @return the card
   * @throws TablekeepException {@code card-format} when it is of another format, {@code bad-card}
   *     when it is none
   */
  public static NodeCard decode(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MOST_BYTES) {
      throw bad("it has " + bytes.length + " bytes", null);
    }
    if (bytes[0] != FORMAT) {
      throw new TablekeepException(
          ErrorKind.RESOURCE,
          "card-format",
          "A node's card is of format " + bytes[0] + "; this release reads format " + FORMAT);
    }
    try {
      return new Reader(bytes).card();
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw bad(String.valueOf(e.getMessage()), e);
    }
  }

  private static TablekeepException bad(String why, @Nullable Exception e) {
    return new TablekeepException(
        ErrorKind.RESOURCE, "bad-card", "This is not the card of a node: " + why, null, e);
  }

  private static final class Reader {
    private final byte[] bytes;
    private final long[] numbers = new long[TAGS];
    private String name = "";
    private String address = "";
    private int at = 1;

    Reader(byte[] bytes) {
      this.bytes = bytes;
      numbers[HEALTH] = 1_000;
      numbers[WEIGHT] = 1_000;
      numbers[MOST_DOCUMENTS] = 1;
      numbers[CAPACITY_BYTES] = 1;
    }

    NodeCard card() {
      while (at < bytes.length) {
        long tag = varint();
        long length = varint();
        if (length < 0 || length > bytes.length - at) {
          throw new IllegalArgumentException("field " + tag + " ends behind the end");
        }
        int end = at + (int) length;
        field(tag, end);
        at = end;
      }
      return new NodeCard(
          name,
          address,
          numbers[INCARNATION],
          numbers[VERSION],
          numbers[AT],
          NodeState.of(numbers[STATE]),
          new NodeCard.Capacity(
              numbers[WEIGHT] / 1_000.0, whole(MOST_DOCUMENTS), numbers[CAPACITY_BYTES]),
          new NodeCard.Held(whole(DOCUMENTS), whole(ACTIVE), numbers[BYTES], whole(MOVING)),
          new NodeCard.Pulse(
              numbers[LOAD] / 1_000.0, numbers[HEALTH] / 1_000.0, numbers[P50], numbers[P99]));
    }

    private void field(long tag, int end) {
      if (tag == NAME) {
        name = new String(Arrays.copyOfRange(bytes, at, end), StandardCharsets.UTF_8);
      } else if (tag == ADDRESS) {
        address = new String(Arrays.copyOfRange(bytes, at, end), StandardCharsets.UTF_8);
      } else if (tag > 0 && tag < TAGS) {
        numbers[(int) tag] = varint();
        if (at != end) {
          throw new IllegalArgumentException("field " + tag + " is longer than its number");
        }
      }
    }

    private int whole(int tag) {
      long value = numbers[tag];
      if (value != (int) value) {
        throw new IllegalArgumentException("field " + tag + " is too large: " + value);
      }
      return (int) value;
    }

    private long varint() {
      long value = 0;
      for (int shift = 0; shift < 64; shift += 7) {
        byte next = bytes[at++];
        value |= (long) (next & 0x7F) << shift;
        if (next >= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException("a number has no end");
    }
  }
}
