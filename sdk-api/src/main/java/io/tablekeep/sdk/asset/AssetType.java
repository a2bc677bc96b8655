package io.tablekeep.sdk.asset;

/**
 * The formats an asset may have. It is told from the first bytes, never from a name or a header
 * somebody sent. SVG is left out for good: it carries scripts.
 */
public enum AssetType {
  /** Portable Network Graphics. */
  PNG("image/png"),
  /** JPEG, any of its processes. */
  JPEG("image/jpeg"),
  /** WebP: lossy, lossless or extended. */
  WEBP("image/webp"),
  /** GIF. */
  GIF("image/gif");

  private final String mediaType;

  AssetType(String mediaType) {
    this.mediaType = mediaType;
  }

  /**
   * The media type it is served with.
   *
   * @return for example {@code image/png}
   */
  public String mediaType() {
    return mediaType;
  }
}
