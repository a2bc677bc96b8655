package io.tablekeep.engine.conflict;

import io.tablekeep.engine.approval.People;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who made the last versions of a document, and when. Bounded; begins empty when the campaign is
 * opened. Loop-confined.
 */
public final class Deeds {
  private static final int MOST = 1024;
  private static final Participant SOMEBODY = new Participant("", "somebody", Role.PLAYER);

  private final String[] who = new String[MOST];
  private final Instant[] when = new Instant[MOST];
  private final long[] versions = new long[MOST];

  /** Without deeds. */
  public Deeds() {}

  /**
   * Somebody made a version.
   *
   * @param version the version
   * @param by key of the participant, empty for the engine
   * @param at when
   */
  public void note(long version, String by, Instant at) {
    int slot = (int) (version % MOST);
    who[slot] = by;
    when[slot] = at;
    versions[slot] = version;
  }

  /**
   * Who made a version.
   *
   * @param version the version
   * @param root the document, which has the names
   * @return somebody nameless when that is not known any more
   */
  public Participant by(long version, JsonObject root) {
    int slot = (int) (Math.max(0, version) % MOST);
    String key = versions[slot] == version ? known(who[slot]) : "";
    return People.participant(root, key).orElse(SOMEBODY);
  }

  private static String known(@Nullable String key) {
    return key == null ? "" : key;
  }

  /**
   * When a version was made.
   *
   * @param version the version
   * @param otherwise what to say when that is not known any more
   * @return when
   */
  public Instant at(long version, Instant otherwise) {
    int slot = (int) (Math.max(0, version) % MOST);
    Instant known = when[slot];
    return versions[slot] == version && known != null ? known : otherwise;
  }
}
