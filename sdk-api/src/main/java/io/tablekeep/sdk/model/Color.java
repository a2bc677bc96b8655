package io.tablekeep.sdk.model;

import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;
import java.util.Locale;

/**
 * A colour as the web writes it: {@code #rrggbb}, or {@code #rrggbbaa} with opacity last (CSS Color
 * 4, section 5.2). One text on the wire, in lower case.
 *
 * @param hex the text, the number sign included
 */
@AsText(pattern = Color.PATTERN)
@Doc("A colour as #rrggbb or #rrggbbaa, opacity last.")
public record Color(String hex) {
  /** What the text form looks like. */
  public static final String PATTERN = "^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$";

  /**
   * Checks the digits and makes them lower case.
   *
   * @param hex the text, the number sign included
   * @throws IllegalArgumentException if the text is no such colour
   */
  public Color {
    if (!hex.matches(PATTERN)) {
      throw new IllegalArgumentException("A colour is written like #ffcc00.");
    }
    hex = hex.toLowerCase(Locale.ROOT);
  }

  /**
   * Reads the text form.
   *
   * @param text the colour, for example {@code #ffcc00}
   * @return the colour
   * @throws IllegalArgumentException if the text is no such colour
   */
  public static Color parse(String text) {
    return new Color(text);
  }

  @Override
  public String toString() {
    return hex;
  }
}
