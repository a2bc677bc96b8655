package io.tablekeep.engine.journal.ledger;

import io.tablekeep.engine.journal.entry.Outcomes;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Strict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Receipts as JSON, for snapshots: {@code [{"by", "device", "used" (time of the last entry),
 * "floor" (numbers up to here may not run again), "receipts":[[n, hash, version, outcome],…]},…]},
 * in order. Equal ledgers have equal text. Stateless, any thread.
 */
public final class Images {
  private static final String DEVICE = "a device";

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
      long used = Instant.parse(Strict.text(one.get("used"), DEVICE)).toEpochMilli();
      DeviceWindow window = new DeviceWindow(Strict.number(one.get("floor"), DEVICE), used);
      JsonArray receipts = Strict.array(one.get("receipts"), DEVICE);
      for (int j = 0; j < receipts.size(); j++) {
        JsonArray receipt = Strict.array(receipts.get(j), DEVICE);
        window.add(
            Strict.number(receipt.get(0), DEVICE),
            HexFormat.fromHexDigitsToLong(Strict.text(receipt.get(1), DEVICE)),
            Strict.number(receipt.get(2), DEVICE),
            Outcomes.read(receipt.get(3)),
            used);
      }
      images.add(
          new Image(
              Strict.text(one.get("by"), DEVICE),
              Strict.text(one.get("device"), DEVICE),
              window.freeze()));
    }
    return images;
  }
}
