package io.tablekeep.sdk.transfer;

import io.tablekeep.sdk.asset.AssetSink;
import java.util.Map;

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

  /**
   * Something that is read to the end, to be put into the changes in place of itself: the engine
   * may hold it in a form that needs less memory. With large files, an importer calls it for each
   * entity before it reads the next.
   *
   * @param entity what a document can hold
   * @return an equal value for {@link io.tablekeep.sdk.state.Changes}
   */
  default Object held(Map<String, ?> entity) {
    return entity;
  }
}
