package io.tablekeep.sdk.asset;

import java.io.IOException;
import java.io.InputStream;

/** Where new assets go. What is put here is not in the store before its batch is committed. */
public interface AssetSink {
  /**
   * Begins an asset whose bytes are written piece by piece. One upload is open at a time.
   *
   * @return takes the bytes
   * @throws IOException when the disk fails
   */
  AssetUpload begin() throws IOException;

  /**
   * Puts the rest of a stream. The stream is not closed.
   *
   * @param content the bytes
   * @return the asset
   * @throws IOException when the stream or the disk fails
   * @throws io.tablekeep.sdk.error.TablekeepException as {@link AssetUpload#finish}
   */
  default Asset put(InputStream content) throws IOException {
    try (AssetUpload upload = begin()) {
      content.transferTo(upload);
      return upload.finish();
    }
  }
}
