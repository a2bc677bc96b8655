package io.tablekeep.contracts.asset;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Small pictures of every kind that an asset may have, for tests. */
public final class Pictures {
  private Pictures() {}

  /**
   * A picture with one dot in the middle.
   *
   * @param format what the JDK can write: {@code png}, {@code gif} or {@code jpg}
   * @param width pixels
   * @param height pixels
   * @return the file
   * @throws IOException when the JDK cannot write it
   */
  public static byte[] written(String format, int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    image.setRGB(width / 2, height / 2, 0xFF8800);
    if (!ImageIO.write(image, format, out)) {
      throw new IOException("no writer for " + format);
    }
    return out.toByteArray();
  }

  /**
   * The headers of a WebP of 320 × 200 pixels, as RFC 9649 and RFC 6386 write them.
   *
   * @param kind its first chunk: {@code VP8X}, {@code VP8L} or {@code "VP8 "}
   * @return the file, without a picture behind its headers
   */
  public static byte[] webp(String kind) {
    String chunk =
        switch (kind) {
          // Flags, three reserved bytes, width - 1 and height - 1 in 24 bits each.
          case "VP8X" -> "565038580a000000" + "00000000" + "3f0100" + "c70000";
          // Signature, then 14 bits of width - 1 and 14 bits of height - 1.
          case "VP8L" -> "5650384c10000000" + "2f" + littleEndian(319 | 199 << 14);
          // Frame tag, start code, 14 bits of width and of height with two bits of scale.
          case "VP8 " -> "5650382010000000" + "300100" + "9d012a" + "4041" + "c800";
          default -> throw new IllegalArgumentException(kind);
        };
    String padding = "00".repeat(24);
    return HexFormat.of().parseHex("52494646" + "30000000" + "57454250" + chunk + padding);
  }

  private static String littleEndian(int bits) {
    return HexFormat.of().toHexDigits(Integer.reverseBytes(bits));
  }
}
