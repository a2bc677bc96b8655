package io.tablekeep.engine.approval;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.view.Audience;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Who is asked. Pure. */
public final class People {
  private People() {}

  /**
   * A participant of a document who can be asked.
   *
   * @param root the document
   * @param key their key
   * @return empty when there is nobody of that key, or none with a role that is known here
   */
  public static Optional<Participant> participant(JsonObject root, String key) {
    if (!(Trees.get(root, "participants", key) instanceof JsonObject member)) {
      return Optional.empty();
    }
    String name = member.get("name") instanceof String text ? text : key;
    String role = member.get("role") instanceof String text ? text : "player";
    for (Role known : Role.values()) {
      if (known.name().equals(role.toUpperCase(Locale.ROOT).replace('-', '_'))) {
        return Optional.of(new Participant(key, name, known));
      }
    }
    return Optional.empty();
  }

  /**
   * The answer to whoever names somebody who is not there.
   *
   * @return a failure with code {@code no-such-participant}
   */
  public static TablekeepException nobody() {
    return new TablekeepException(
        ErrorKind.USER, "no-such-participant", "Nobody of that name sits at this table.");
  }

  /**
   * Whether somebody may answer.
   *
   * @param to those asked
   * @param who the one who answers
   * @return true for those asked, and for whoever runs the game
   */
  public static boolean isAsked(List<String> to, Participant who) {
    return who.role().runsGame() || to.contains(who.id());
  }

  /** Those of an audience who do not run the game and may act, sorted. */
  static List<String> of(Audience whom, String by, JsonObject root) {
    return keys(whom, by, root).stream()
        .filter(
            key ->
                participant(root, key)
                    .filter(p -> !p.role().runsGame() && p.role() != Role.SPECTATOR)
                    .isPresent())
        .distinct()
        .sorted()
        .toList();
  }

  private static List<String> keys(Audience whom, String by, JsonObject root) {
    if (whom instanceof Audience.Named named) {
      return List.copyOf(named.participants());
    }
    if (whom instanceof Audience.Owner) {
      return List.of(by);
    }
    if (whom instanceof Audience.OwnerOf actor) {
      return Trees.get(root, "actors", actor.actor(), "owner") instanceof String owner
          ? List.of(owner)
          : List.of();
    }
    return whom instanceof Audience.Everyone
            && Trees.get(root, "participants") instanceof JsonObject all
        ? all.keys()
        : List.of();
  }
}
