package io.tablekeep.sdk.asset;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.schema.AsText;
import io.tablekeep.sdk.schema.Doc;

/**
 * The name of an asset: the SHA-256 of its bytes. One text on the wire.
 *
 * @param sha256 64 lower-case hexadecimal digits
 */
@AsText(pattern = "^[0-9a-f]{64}$")
@Doc("A file, named by the SHA-256 of its bytes in lower-case hexadecimal.")
public record AssetId(String sha256) implements Comparable<AssetId> {
  /**
   * Checks the form.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @throws TablekeepException code {@code asset-id} when it is not 64 lower-case hexadecimal
   *     digits
   */
  public AssetId {
    if (sha256.length() != 64 || !sha256.chars().allMatch(AssetId::isDigit)) {
      throw new TablekeepException(
          ErrorKind.USER, "asset-id", "The name of an asset is 64 hexadecimal digits.");
    }
  }

  /**
   * Reads the text form.
   *
   * @param text 64 lower-case hexadecimal digits
   * @return the name
   * @throws TablekeepException code {@code asset-id} when the text is anything else
   */
  public static AssetId parse(String text) {
    return new AssetId(text);
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
