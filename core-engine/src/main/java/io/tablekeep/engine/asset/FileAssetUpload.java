package io.tablekeep.engine.asset;

import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.asset.AssetLimits;
import io.tablekeep.sdk.asset.AssetUpload;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/** One asset being written. */
final class FileAssetUpload extends AssetUpload {
  private final FileAssetBatch batch;
  private final FileAssetStore store;
  private final AssetLimits limits;
  private final Path file;
  private final FileChannel channel;
  private final MessageDigest sha = Hashes.sha256();
  private final byte[] start = new byte[64];
  private long count;
  private boolean ended;

  FileAssetUpload(FileAssetBatch batch, FileAssetStore store, AssetLimits limits, Path file)
      throws IOException {
    this.batch = batch;
    this.store = store;
    this.limits = limits;
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    if (ended) {
      throw new IOException("the upload is over");
    }
    if (count + length > limits.maxBytes()) {
      throw refused(
          "asset-too-large", "The picture is larger than " + limits.maxBytes() + " bytes.");
    }
    if (count < start.length) {
      int head = (int) Math.min(length, start.length - count);
      System.arraycopy(bytes, from, start, (int) count, head);
      if (count < PictureHeader.MAGIC && count + length >= PictureHeader.MAGIC) {
        checkFormat();
      }
    }
    store.reserve(length);
    count += length;
    sha.update(bytes, from, length);
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Early, so that gigabytes of something else are not written first. */
  private void checkFormat() {
    if (PictureHeader.typeOf(start).isEmpty()) {
      throw PictureHeader.looksLikeXml(start)
          ? refused("asset-svg", "SVG pictures are not taken: they can carry scripts.")
          : notAPicture();
    }
  }

  private static TablekeepException notAPicture() {
    return refused("asset-not-a-picture", "This is no PNG, JPEG, WebP or GIF picture.");
  }

  private static TablekeepException refused(String code, String message) {
    return new TablekeepException(ErrorKind.USER, code, message);
  }

  @Override
  public Asset finish() throws IOException {
    if (ended) {
      throw new IOException("the upload is over");
    }
    if (count < PictureHeader.MAGIC) {
      Arrays.fill(start, (int) count, start.length, (byte) 0);
      checkFormat();
    }
    PictureHeader header = PictureHeader.read(channel).orElseThrow(FileAssetUpload::notAPicture);
    if ((long) header.width() * header.height() > limits.maxPixels()) {
      throw refused(
          "asset-too-many-pixels",
          "The picture has %d × %d pixels, more than %d."
              .formatted(header.width(), header.height(), limits.maxPixels()));
    }
    channel.force(true);
    AssetId id = new AssetId(HexFormat.of().formatHex(sha.digest()));
    Asset asset = new Asset(id, header.type(), count, header.width(), header.height());
    ended = true;
    channel.close();
    batch.ended(file, asset);
    return asset;
  }

  /** Forgets the bytes, unless the asset was finished. */
  @Override
  public void close() throws IOException {
    if (!ended) {
      ended = true;
      batch.ended(file, null);
      store.release(count);
      channel.close();
      Files.deleteIfExists(file);
    }
  }
}
