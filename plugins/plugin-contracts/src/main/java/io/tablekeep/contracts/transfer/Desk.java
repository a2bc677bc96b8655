package io.tablekeep.contracts.transfer;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.asset.AssetType;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/**
 * What an importer is given in these tests: one file, limits, and a sink that looks at pictures.
 */
final class Desk implements ImportSource, ImportContext, AssetSink {
  private final String name;
  private final byte[] bytes;
  private final ImportLimits limits;
  private final List<Asset> pictures = new ArrayList<>();
  private boolean picky;
  private int stillOpen;
  private int ids;

  Desk(String name, byte[] bytes, ImportLimits limits) {
    this.name = name;
    this.bytes = bytes;
    this.limits = limits;
  }

  /** Takes no picture from now on, whatever it is. */
  Desk refusingPictures() {
    picky = true;
    return this;
  }

  /** The pictures that were put, in order. */
  List<Asset> pictures() {
    return pictures;
  }

  /** How often the file is open. */
  int stillOpen() {
    return stillOpen;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public InputStream open() {
    stillOpen++;
    return new ByteArrayInputStream(bytes) {
      private boolean closed;

      @Override
      public void close() {
        if (!closed) {
          closed = true;
          stillOpen--;
        }
      }
    };
  }

  @Override
  public AssetSink assets() {
    return this;
  }

  @Override
  public ImportLimits limits() {
    return limits;
  }

  @Override
  public String newId() {
    return "id" + ++ids;
  }

  @Override
  public AssetUpload begin() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    return new AssetUpload() {
      @Override
      public void write(int one) {
        written.write(one);
      }

      @Override
      public void write(byte[] some, int from, int length) {
        written.write(some, from, length);
      }

      @Override
      public Asset finish() throws IOException {
        Asset asset = look(written.toByteArray());
        pictures.add(asset);
        return asset;
      }
    };
  }

  private Asset look(byte[] file) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (picky || !readers.hasNext()) {
        throw new TablekeepException(
            ErrorKind.USER, "asset-not-a-picture", "This file is no picture.");
      }
      ImageReader reader = readers.next();
      reader.setInput(in);
      String format = reader.getFormatName().toUpperCase(Locale.ROOT);
      AssetType type = AssetType.valueOf(format.equals("JPG") ? "JPEG" : format);
      return new Asset(idOf(file), type, file.length, reader.getWidth(0), reader.getHeight(0));
    } catch (IOException | IllegalArgumentException e) {
      throw new TablekeepException(
          ErrorKind.USER, "asset-not-a-picture", "This file is no picture.", null, e);
    }
  }

  private static AssetId idOf(byte[] file) {
    try {
      return new AssetId(
          HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
