package io.tablekeep.plugin.uvtt;

import io.tablekeep.sdk.model.Color;
import java.util.Locale;
import java.util.Optional;

/** Colours of the format: eight hexadecimal digits, opacity first; some programs leave it out. */
final class UvttColor {
  private UvttColor() {}

  static Optional<Color> read(String text) {
    String digits = (text.startsWith("#") ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    if (digits.matches("[0-9a-f]{6}")) {
      return Optional.of(new Color("#" + digits));
    }
    if (!digits.matches("[0-9a-f]{8}")) {
      return Optional.empty();
    }
    String opacity = digits.substring(0, 2);
    String color = digits.substring(2);
    return Optional.of(new Color("#" + color + (opacity.equals("ff") ? "" : opacity)));
  }

  /** From 0, broad day, to 1, pitch dark: how far the brightest part of the light is from full. */
  static double darkness(Color ambient) {
    String hex = ambient.hex();
    int brightest = 0;
    for (int i = 1; i < 7; i += 2) {
      brightest = Math.max(brightest, Integer.parseInt(hex.substring(i, i + 2), 16));
    }
    int opacity = hex.length() == 9 ? Integer.parseInt(hex.substring(7), 16) : 255;
    return Math.round((1 - brightest / 255.0 * opacity / 255.0) * 100) / 100.0;
  }
}
