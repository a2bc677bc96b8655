package io.tablekeep.engine;

import io.tablekeep.sdk.state.Pointer;
import java.util.List;

/**
 * The difference of two states of a view, encoded once for all seats that see the same.
 *
 * <p>Threads: any may ask. A form is encoded when it is first asked for, by whoever asks, and kept.
 */
public interface ViewChange {
  /**
   * The form of the difference.
   *
   * @return true when {@link #json()} is an RFC 7396 merge patch, false when it is an RFC 6902
   *     patch (a null has to be set, which a merge cannot say)
   */
  boolean isMerge();

  /**
   * The difference as JSON in UTF-8.
   *
   * @return shared bytes, never to be changed
   */
  byte[] json();

  /**
   * The same difference object by object, for compact encodings.
   *
   * @return each place once; they touch different members, so their order does not matter
   */
  List<Part> parts();

  /**
   * What became different in one object of the view.
   *
   * @param place where the object stands; missing ones on the way are made
   * @param members CBOR as {@link io.tablekeep.engine.cbor.CborWriter} writes it: a map of the
   *     members that were set, {@code undefined} for those that are gone; shared bytes, never to be
   *     changed
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
  record Part(Pointer place, byte[] members) {}
}
