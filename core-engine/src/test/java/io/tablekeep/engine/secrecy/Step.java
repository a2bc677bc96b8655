package io.tablekeep.engine.secrecy;

import java.util.Locale;

/**
 * One thing that happens. It has everything in it, so that a story can be told again without some
 * of its steps.
 *
 * @param n its number: decides the time and the dice
 * @param kind what it is
 * @param in in which of the worlds it happens
 * @param by participant
 * @param type action, kind of signal, or empty
 * @param what payload or pointer
 * @param secret whether the observer must not see anything of it, by what it is
 */
record Step(int n, Kind kind, In in, String by, String type, String what, boolean secret) {
  enum Kind {
    /** An action by {@code by}. */
    ACT,
    /** A signal by {@code by}. */
    SIGNAL,
    /** The observer looks at a place. */
    LOOK,
    /** The observer asks for what was: {@code what} is the kind of question. */
    PAST,
    /** The observer asks for a picture: {@code whole} or {@code tiles} of {@code what}. */
    PICTURE,
    /** {@code by} sends a picture, or takes one back. */
    SEND,
    /** The observer's tablet opens a place. */
    OPEN,
    /** The observer's tablet shuts a place. */
    SHUT,
    /** The observer's tablet sits down anew. */
    JOIN,
    /** The observer's tablet is dropped. */
    DROP,
    /** The observer's tablet comes back with its token. */
    RESUME,
    /** The observer's tablet cannot take more. */
    PAUSE,
    /** The observer's tablet can take more again. */
    READY,
    /** Time passes. */
    WAIT,
    /** The campaign is closed and opened again; all sit down anew but the observer's tablet. */
    REOPEN
  }

  enum In {
    BOTH,
    A,
    B
  }

  boolean isIn(In world) {
    return in == In.BOTH || in == world;
  }

  @Override
  public String toString() {
    String where = in == In.BOTH ? "" : " only in " + in;
    String how = secret ? " in secret: " : ": ";
    return n
        + where
        + how
        + kind.name().toLowerCase(Locale.ROOT)
        + ' '
        + by
        + ' '
        + type
        + ' '
        + what;
  }
}
