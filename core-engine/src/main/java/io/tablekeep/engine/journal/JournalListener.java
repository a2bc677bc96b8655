package io.tablekeep.engine.journal;

/** Told what becomes of appended entries. Called on the document's loop, in order. */
public interface JournalListener {
  /**
   * Everything up to a version is durable. Not called once for each entry, but once for what became
   * durable together.
   *
   * @param version the newest durable version
   */
  void durable(long version);

  /**
   * Entries above the durable version are lost or their fate is unknown. Nothing more is reported;
   * the document is opened anew with {@link Journals#reopen}.
   *
   * @param loss what happened
   */
  void lost(Loss loss);
}
