package io.tablekeep.sdk.asset;

import java.io.IOException;
import java.util.List;

/**
 * Assets that enter a store together or not at all. Closed without {@link #commit}, nothing of them
 * remains. Used by one thread.
 */
public interface AssetBatch extends AssetSink, AutoCloseable {
  /**
   * What was put so far.
   *
   * @return in order of putting; the same asset put twice stands there twice
   */
  List<Asset> assets();

  /**
   * Moves the assets into the store. When it returns they are durable: bytes and names are on disk.
   * Commit before the document that names them is changed; an asset nobody names does no harm.
   *
   * @throws IOException when the disk fails; some may be in the store then
   */
  void commit() throws IOException;

  @Override
  void close() throws IOException;
}
