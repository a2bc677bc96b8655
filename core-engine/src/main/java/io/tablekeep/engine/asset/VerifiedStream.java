package io.tablekeep.engine.asset;

import io.tablekeep.sdk.asset.AssetId;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** Bytes that are held against their hash when the last one has passed. */
final class VerifiedStream extends FilterInputStream {
  private final AssetId id;
  private final MessageDigest sha = Hashes.sha256();
  private boolean good;

  VerifiedStream(InputStream from, AssetId id) {
    super(from);
    this.id = id;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] into, int from, int length) throws IOException {
    int count = super.read(into, from, length);
    if (count > 0) {
      sha.update(into, from, count);
    } else if (count < 0 && !good) {
      good = HexFormat.of().formatHex(sha.digest()).equals(id.sha256());
      if (!good) {
        throw FileAssetStore.damaged(id);
      }
    }
    return count;
  }

  /** Reads what is skipped: it belongs to the hash. */
  @Override
  public long skip(long count) throws IOException {
    byte[] buffer = new byte[(int) Math.min(8192, Math.max(0, count))];
    long left = count;
    while (left > 0) {
      int read = read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return count - Math.max(left, 0);
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
