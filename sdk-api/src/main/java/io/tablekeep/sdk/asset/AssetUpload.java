package io.tablekeep.sdk.asset;

import java.io.IOException;
import java.io.OutputStream;

/**
 * An asset on its way into a store. Write its bytes, then {@link #finish}; closed before that, the
 * bytes are forgotten. Used by one thread.
 */
public abstract class AssetUpload extends OutputStream {
  /** For stores. */
  protected AssetUpload() {}

  /**
   * All bytes are written; looks at what they are.
   *
   * @return the asset
   * @throws IOException when the disk fails
   * @throws io.tablekeep.sdk.error.TablekeepException kind {@code USER}, code {@code
   *     asset-not-a-picture}, {@code asset-svg}, {@code asset-too-large} or {@code
   *     asset-too-many-pixels}; writing throws {@code asset-too-large} too, as soon as it is known
   */
  public abstract Asset finish() throws IOException;
}
