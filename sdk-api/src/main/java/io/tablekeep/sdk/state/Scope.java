package io.tablekeep.sdk.state;

/** How long a fact lives, and where. Every path of a document has exactly one scope. */
public enum Scope {
  /** Permanent: part of the campaign document. */
  CAMPAIGN,
  /** Journaled like the campaign's, but gone when the session ends. */
  SESSION,
  /** Never journaled, never versioned; dropped first under load (drags, cursors, typing). */
  EPHEMERAL,
  /** A person's own, in that person's user document; travels between campaigns. */
  USER
}
