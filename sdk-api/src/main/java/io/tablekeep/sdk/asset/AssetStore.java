package io.tablekeep.sdk.asset;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps assets. Who may read one is decided elsewhere: whoever has a store has all of it. Safe for
 * use by several threads; every method may block.
 */
public interface AssetStore {
  /**
   * Begins a batch of new assets.
   *
   * @param limits how large each may be
   * @return the batch, to be closed
   * @throws IOException when the disk fails
   */
  AssetBatch batch(AssetLimits limits) throws IOException;

  /**
   * Puts one asset, durably.
   *
   * @param content its bytes, to the end; not closed
   * @param limits how large it may be
   * @return the asset, an older one with the same bytes included
   * @throws IOException when the stream or the disk fails
   * @throws io.tablekeep.sdk.error.TablekeepException as {@link AssetUpload#finish}
   */
  default Asset put(InputStream content, AssetLimits limits) throws IOException {
    try (AssetBatch batch = batch(limits)) {
      Asset asset = batch.put(content);
      batch.commit();
      return asset;
    }
  }

  /**
   * Looks an asset up.
   *
   * @param id its name
   * @return what is known of it, or empty when the store does not have it
   * @throws IOException when the disk fails
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code asset-damaged} when what stands
   *     under that name cannot be it
   */
  Optional<Asset> find(AssetId id) throws IOException;

  /**
   * Reads an asset. The bytes are checked against the name as they pass: the last read of a damaged
   * asset throws {@code asset-damaged} instead of ending the stream, so whoever passes bytes on
   * must break off then.
   *
   * @param id its name
   * @return its bytes, to be closed
   * @throws IOException when the disk fails
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code asset-unknown} when the store
   *     does not have it
   */
  InputStream open(AssetId id) throws IOException;

  /**
   * Every asset, in order of name.
   *
   * @return a lazy stream, to be closed
   * @throws IOException when the disk fails
   */
  Stream<AssetId> list() throws IOException;
}
