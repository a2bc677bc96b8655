package io.tablekeep.server.assets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.error.TablekeepException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileCutterTest {
  private static final double[] THIRDS = {0, 1 / 3.0, 2 / 3.0, 1};

  @TempDir Path folder;

  private Path picture(String format) throws IOException {
    BufferedImage image = new BufferedImage(91, 61, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 91; x++) {
      for (int y = 0; y < 61; y++) {
        image.setRGB(x, y, x << 16 | y << 8 | 7);
      }
    }
    Path file = folder.resolve("picture");
    ImageIO.write(image, format, file.toFile());
    return file;
  }

  /** However few pixels are in memory at a time. */
  @ParameterizedTest
  @CsvSource({"png,PNG,700", "png,PNG,2000", "png,PNG,1000000", "jpg,JPEG,2000"})
  void tilesPutTogetherAreThePicture(String format, AssetType type, long band) throws IOException {
    Path file = picture(format);
    Path into = Files.createDirectory(folder.resolve("tiles"));
    new TileCutter(THIRDS, THIRDS, band).cut(file, type, into);
    BufferedImage whole = ImageIO.read(file.toFile());
    int left = 0;
    for (int column = 0; column < 3; column++) {
      int top = 0;
      int wide = 0;
      for (int row = 0; row < 3; row++) {
        Path tile = into.resolve(TileCutter.name(column, row));
        BufferedImage part = ImageIO.read(tile.toFile());
        wide = part.getWidth();
        int colour = part.getRGB(3, 3);
        int there = whole.getRGB(left + 3, top + 3);
        for (int shift = 0; shift < 24; shift += 8) {
          int off = Math.abs((colour >> shift & 255) - (there >> shift & 255));
          assertTrue(off <= (type == AssetType.PNG ? 0 : 24), column + "/" + row + " off " + off);
        }
        top += part.getHeight();
      }
      assertEquals(61, top);
      left += wide;
    }
    assertEquals(91, left);
    assertTrue(Files.exists(into.resolve(type == AssetType.PNG ? "png" : "jpeg")));
  }

  @Test
  void aWebpIsCutToo() throws IOException {
    // One pixel, lossless.
    byte[] webp =
        Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=");
    Path file = Files.write(folder.resolve("p.webp"), webp);
    Path into = Files.createDirectory(folder.resolve("tiles"));
    new TileCutter(new double[] {0, 1, 1}, new double[] {0, 1}).cut(file, AssetType.WEBP, into);
    assertEquals(1, ImageIO.read(into.resolve("0-0").toFile()).getWidth());
    assertFalse(Files.exists(into.resolve("1-0")), "there is nothing of the picture");
  }

  @Test
  void aDamagedPictureIsRefusedWithACode() throws IOException {
    byte[] bytes = Files.readAllBytes(picture("png"));
    Path file = Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(bytes, 40));
    Path into = Files.createDirectory(folder.resolve("tiles"));
    TablekeepException fault =
        assertThrows(
            TablekeepException.class,
            () -> new TileCutter(THIRDS, THIRDS).cut(file, AssetType.PNG, into));
    assertEquals("picture-not-cut", fault.code());
  }

  private String refused(Path file, AssetType type, long most) throws IOException {
    Path into = Files.createDirectory(folder.resolve("tiles"));
    TablekeepException fault =
        assertThrows(
            TablekeepException.class,
            () -> new TileCutter(THIRDS, THIRDS, most).cut(file, type, into));
    assertEquals("picture-not-cut", fault.code());
    return fault.message();
  }

  /** A third of 91 by 61 pixels. */
  @Test
  void aTileThatIsTooLargeForMemoryIsRefused() throws IOException {
    String message = refused(picture("png"), AssetType.PNG, 600);
    assertTrue(message.contains("600 pixels"), message);
  }

  /** In 44 bytes; they are read whole, whichever part is wanted. */
  @Test
  void aWebpThatUnfoldsToMoreThanMemoryHasIsNotRead() throws IOException {
    byte[] webp =
        Base64.getDecoder().decode("UklGRh4AAABXRUJQVlA4TBEAAAAvAAAAAAfQ//73v/+BiOh/AAA=");
    // After the byte 0x2f: width and height less one, in 14 bits each.
    webp[21] = (byte) 0xff;
    webp[22] = (byte) 0xff;
    webp[23] = (byte) 0xff;
    webp[24] |= 0x0f;
    Path file = Files.write(folder.resolve("p.webp"), webp);
    String message = refused(file, AssetType.WEBP, 16_000_000);
    assertTrue(message.contains("16000000 pixels"), message);
  }

  @Test
  void aDiskThatTakesNothingIsNoFaultOfThePicture() throws IOException {
    Path file = picture("png");
    assertThrows(
        IOException.class,
        () -> new TileCutter(THIRDS, THIRDS).cut(file, AssetType.PNG, folder.resolve("none")));
  }
}
