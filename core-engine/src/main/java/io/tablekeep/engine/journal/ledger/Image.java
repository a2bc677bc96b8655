package io.tablekeep.engine.journal.ledger;

import java.util.Comparator;

/** The receipts of one device as they were at a moment; never changes. For snapshots. */
public final class Image {
  static final Comparator<Image> BY_NAME =
      Comparator.<Image, String>comparing(image -> image.by).thenComparing(image -> image.device);

  final String by;
  final String device;
  final DeviceWindow window;

  Image(String by, String device, DeviceWindow window) {
    this.by = by;
    this.device = device;
    this.window = window;
  }
}
