package io.tablekeep.sdk.transfer;

import io.tablekeep.sdk.asset.AssetSink;

/** What an importer may use while it reads one file. Never implemented by plugins. */
public interface ImportContext {
  /**
   * Takes the pictures. They are kept when the changes are applied, and forgotten otherwise.
   *
   * @return the sink, which refuses what is too large or no picture
   */
  AssetSink assets();

  /**
   * How much may be read and produced.
   *
   * @return the limits
   */
  ImportLimits limits();

  /**
   * A new key for an entity, never used before in the document.
   *
   * @return a short text of lower-case letters and digits
   */
  String newId();
}
