package io.tablekeep.sdk.asset;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;

/**
 * The name of an asset: the SHA-256 of its bytes.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
public record AssetId(String sha256) implements Comparable<AssetId> {
  /**
   * Checks the form.
   *
   * @throws TablekeepException code {@code asset-id} when it is not 64 lower-case hexadecimal digits
   */
  public AssetId {
    if (sha256.length() != 64 || !sha256.chars().allMatch(AssetId::isDigit)) {
      throw new TablekeepException(
          ErrorKind.USER, "asset-id", "The name of an asset is 64 hexadecimal digits.");
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  @Override
  public int compareTo(AssetId other) {
    return sha256.compareTo(other.sha256);
  }

  @Override
  public String toString() {
    return sha256;
  }
}
