package io.tablekeep.engine.dice;

import io.tablekeep.sdk.view.Audience;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Names of audiences: each has counters of its own. Stateless. */
public final class Streams {
  /** Dice that fall before everyone. */
  public static final String PUBLIC = "public";

  /** Dice for those who run the game. */
  public static final String GM = "gm";

  /** Dice that not even who rolls them sees. */
  public static final String BLIND = "blind";

  private static final String TO = "to:";

  private Streams() {}

  /**
   * The stream of an audience.
   *
   * @param to the audience
   * @param by who rolls
   * @param owners owner of an actor by its key; empty for nobody
   * @return its name
   */
  static String of(Audience to, String by, UnaryOperator<String> owners) {
    if (to instanceof Audience.Everyone) {
      return PUBLIC;
    }
    if (to instanceof Audience.Named named) {
      return named.participants().isEmpty()
          ? BLIND
          : TO + String.join(",", new TreeSet<>(named.participants()));
    }
    String owner = "";
    if (to instanceof Audience.Owner) {
      owner = by;
    } else if (to instanceof Audience.OwnerOf of) {
      owner = owners.apply(of.actor());
    }
    return owner.isEmpty() ? GM : TO + owner;
  }

  /**
   * Whether somebody who does not run the game sees a stream.
   *
   * @param stream its name
   * @param participant key of the participant
   * @return whether they saw its dice fall
   */
  public static boolean sees(String stream, String participant) {
    return stream.equals(PUBLIC)
        || (stream.startsWith(TO)
            && Arrays.asList(stream.substring(TO.length()).split(",")).contains(participant));
  }
}
