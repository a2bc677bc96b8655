package io.tablekeep.engine.journal.ledger;

import io.tablekeep.engine.journal.entry.Outcomes;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receipts as JSON, for snapshots: {@code [{"by", "device", "used" (time of the last entry),
 * "floor" (numbers up to here may not run again), "receipts":[[n, hash, version, outcome],…]},…]},
 * in order. Equal ledgers have equal text. Stateless, any thread.
 */
public final class Images {
  private Images() {}

  /**
   * Writes receipts.
   *
   * @param out where the array goes
   * @param images in any order
   */
  public static void write(JsonWriter out, List<Image> images) {
    List<Image> sorted = new ArrayList<>(images);
    sorted.sort(Image.BY_NAME);
    out.array();
    for (Image image : sorted) {
      DeviceWindow window = image.window;
      out.object().key("by").value(image.by).key("device").value(image.device);
      out.key("used").value(Instant.ofEpochMilli(window.usedMillis()).toString());
      out.key("floor").number(window.floor()).key("receipts").array();
      for (int i = window.first(); i < window.end(); i++) {
        out.array().number(window.number(i));
        out.value(HexFormat.of().toHexDigits(window.hash(i))).number(window.version(i));
        Outcomes.write(out, window.outcome(i));
        out.endArray();
      }
      out.endArray().endObject();
    }
    out.endArray();
  }

  /**
   * Reads receipts.
   *
   * @param array what was written
   * @return the images
   * @throws IllegalArgumentException it is not what {@link #write} writes; likewise the time of a
   *     device ({@link java.time.DateTimeException}) or a missing element ({@link
   *     IndexOutOfBoundsException})
   */
  public static List<Image> read(JsonArray array) {
    List<Image> images = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof JsonObject one)) {
        throw new IllegalArgumentException("a device is not an object");
      }
      long used = Instant.parse(text(one.get("used"))).toEpochMilli();
      DeviceWindow window = new DeviceWindow(number(one.get("floor")), used);
      JsonArray receipts = array(one.get("receipts"));
      for (int j = 0; j < receipts.size(); j++) {
        JsonArray receipt = array(receipts.get(j));
        window.add(
            number(receipt.get(0)),
            HexFormat.fromHexDigitsToLong(text(receipt.get(1))),
            number(receipt.get(2)),
            Outcomes.read(receipt.get(3)),
            used);
      }
      images.add(new Image(text(one.get("by")), text(one.get("device")), window.freeze()));
    }
    return images;
  }

  private static String text(@Nullable Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("a receipt lacks a text");
  }

  private static long number(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    throw new IllegalArgumentException("a receipt lacks a number");
  }

  private static JsonArray array(@Nullable Object value) {
    if (value instanceof JsonArray array) {
      return array;
    }
    throw new IllegalArgumentException("a device lacks its receipts");
  }
}
