package io.tablekeep.server.assets;

import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.awt.Dimension;
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
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.FileImageOutputStream;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

/**
 * Cuts a picture along columns and rows, part by part. A part, and so a tile, has at most so many
 * pixels in memory, whatever the size of the picture; WebP is read whole, so the picture itself has
 * no more. Blocks: each part reads the picture from its top, about a second for 16 million pixels.
 */
final class TileCutter {
  private static final long MOST_PIXELS = 16_000_000;
  private static final float QUALITY = 0.9f;

  private final double[] across;
  private final double[] down;
  private final long mostPixels;

  /** Cuts at these parts of width and height, each from 0 to 1 and ascending. */
  TileCutter(double[] across, double[] down) {
    this(across, down, MOST_PIXELS);
  }

  TileCutter(double[] across, double[] down, long mostPixels) {
    this.mostPixels = mostPixels;
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
   * @throws TablekeepException code {@code picture-not-cut}: so it will be each time
   * @throws IOException when files cannot be opened or written
   */
  void cut(Path picture, AssetType type, Path into) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
    if (!readers.hasNext()) {
      throw uncut("it is of a format that is not cut here");
    }
    ImageReader reader = readers.next();
    try (ImageInputStream in = new FileImageInputStream(picture.toFile())) {
      reader.setInput(in, true, true);
      Dimension size = size(reader);
      if (type == AssetType.WEBP && (long) size.width * size.height > mostPixels) {
        throw uncut("a WebP has at most " + mostPixels + " pixels here");
      }
      boolean lossy = type == AssetType.JPEG;
      cut(reader, size, lossy ? "jpeg" : "png", into);
      Files.createFile(into.resolve(lossy ? "jpeg" : "png"));
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

  private static Dimension size(ImageReader reader) {
    try {
      return new Dimension(reader.getWidth(0), reader.getHeight(0));
    } catch (IOException | RuntimeException e) {
      throw uncut(String.valueOf(e.getMessage()));
    }
  }

  private static BufferedImage read(ImageReader reader, Rectangle part) {
    try {
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(part);
      return reader.read(0, param);
    } catch (IOException | RuntimeException e) {
      throw uncut(String.valueOf(e.getMessage()));
    }
  }

  /** As many rows at once as may be; of rows that are too large, as many columns. */
  private void cut(ImageReader reader, Dimension size, String format, Path into)
      throws IOException {
    int[] xs = pixels(across, size.width);
    int[] ys = pixels(down, size.height);
    int wide = xs[xs.length - 1] - xs[0];
    int top = 0;
    while (top < ys.length - 1) {
      int bottom = upTo(ys, top, wide);
      int high = ys[bottom] - ys[top];
      int left = 0;
      while (left < xs.length - 1) {
        int right = upTo(xs, left, high);
        Rectangle part = new Rectangle(xs[left], ys[top], xs[right] - xs[left], high);
        if ((long) part.width * part.height > mostPixels) {
          throw uncut("its tiles would have more than " + mostPixels + " pixels");
        }
        if (part.width > 0 && part.height > 0) {
          BufferedImage read = read(reader, part);
          for (int row = top; row < bottom; row++) {
            for (int column = left; column < right; column++) {
              Rectangle tile =
                  new Rectangle(
                      xs[column] - part.x,
                      ys[row] - part.y,
                      xs[column + 1] - xs[column],
                      ys[row + 1] - ys[row]);
              write(read, tile, format, into.resolve(name(column, row)));
            }
          }
        }
        left = right;
      }
      top = bottom;
    }
  }

  /** The last edge up to which there are not too many pixels; at least the next one. */
  private int upTo(int[] edges, int from, int other) {
    int to = from + 1;
    while (to < edges.length - 1 && (long) other * (edges[to + 1] - edges[from]) <= mostPixels) {
      to++;
    }
    return to;
  }

  private static int[] pixels(double[] parts, int size) {
    int[] pixels = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      pixels[i] = (int) Math.round(parts[i] * size);
    }
    return pixels;
  }

  private static void write(BufferedImage read, Rectangle tile, String format, Path file)
      throws IOException {
    if (tile.width == 0 || tile.height == 0) {
      return;
    }
    ImageWriter writer =
        ImageIO.getImageWritersByFormatName(format.toLowerCase(Locale.ROOT)).next();
    try (ImageOutputStream out = new FileImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      ImageWriteParam param = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        param.setCompressionQuality(QUALITY);
      }
      BufferedImage part = read.getSubimage(tile.x, tile.y, tile.width, tile.height);
      writer.write(null, new IIOImage(part, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
