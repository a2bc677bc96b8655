package io.tablekeep.server.assets;

import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Cuts a picture along columns and rows. Blocks, and takes about a second for 16 million pixels;
 * memory holds so many at a time, whatever the size of the picture.
 */
final class TileCutter {
  private static final long BAND_PIXELS = 16_000_000;
  private static final float QUALITY = 0.9f;

  private final double[] across;
  private final double[] down;
  private final long bandPixels;

  /** Cuts at these parts of width and height, each from 0 to 1 and ascending. */
  TileCutter(double[] across, double[] down) {
    this(across, down, BAND_PIXELS);
  }

  TileCutter(double[] across, double[] down, long bandPixels) {
    this.bandPixels = bandPixels;
    this.across = across.clone();
    this.down = down.clone();
  }

  /** The name of a tile's file. */
  static String name(int column, int row) {
    return column + "-" + row;
  }

  /**
   * Cuts. Tiles in which there is nothing of the picture get no file.
   *
   * @param picture the file
   * @param type its format
   * @param into a folder, which holds a file named by the format of the tiles in the end
   */
  void cut(Path picture, AssetType type, Path into) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
    if (!readers.hasNext()) {
      throw uncut("it is of a format that is not cut here");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(picture.toFile())) {
      reader.setInput(in, true, true);
      boolean lossy = type == AssetType.JPEG;
      cut(reader, lossy ? "jpeg" : "png", into);
      Files.createFile(into.resolve(lossy ? "jpeg" : "png"));
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      if (e instanceof TablekeepException known) {
        throw known;
      }
      throw uncut(String.valueOf(e.getMessage()));
    } finally {
      reader.dispose();
    }
  }

  private static TablekeepException uncut(String why) {
    return new TablekeepException(
        ErrorKind.USER,
        "picture-not-cut",
        "This picture cannot be shown in parts (" + why.lines().findFirst().orElse("") + ").");
  }

  private void cut(ImageReader reader, String format, Path into) throws IOException {
    int[] xs = pixels(across, reader.getWidth(0));
    int[] ys = pixels(down, reader.getHeight(0));
    int wide = xs[xs.length - 1] - xs[0];
    int from = 0;
    while (from < ys.length - 1) {
      int to = from + 1;
      while (to < ys.length - 1 && (long) wide * (ys[to + 1] - ys[from]) <= bandPixels) {
        to++;
      }
      int high = ys[to] - ys[from];
      if (wide > 0 && high > 0) {
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceRegion(new Rectangle(xs[0], ys[from], wide, high));
        BufferedImage band = reader.read(0, param);
        for (int row = from; row < to; row++) {
          write(band, xs, ys, from, row, format, into);
        }
      }
      from = to;
    }
  }

  private static int[] pixels(double[] parts, int size) {
    int[] pixels = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      pixels[i] = (int) Math.round(parts[i] * size);
    }
    return pixels;
  }

  private static void write(
      BufferedImage band, int[] xs, int[] ys, int first, int row, String format, Path into)
      throws IOException {
    int high = ys[row + 1] - ys[row];
    for (int column = 0; column < xs.length - 1; column++) {
      int wide = xs[column + 1] - xs[column];
      if (wide > 0 && high > 0) {
        BufferedImage tile = band.getSubimage(xs[column] - xs[0], ys[row] - ys[first], wide, high);
        write(tile, format, into.resolve(name(column, row)));
      }
    }
  }

  private static void write(BufferedImage tile, String format, Path file) throws IOException {
    ImageWriter writer =
        ImageIO.getImageWritersByFormatName(format.toLowerCase(Locale.ROOT)).next();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      writer.write(null, new IIOImage(tile, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
