package io.tablekeep.engine.table;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.PathPattern;
import io.tablekeep.engine.rules.Permission;
import io.tablekeep.engine.rules.Permission.Reach;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.game.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who may do what: roles × actions × paths, in one place. A row says how far each role's hand
 * reaches, and which places of the document the action itself may write. Admission reads the roles,
 * the round keeps what a handler changes within the paths, and what is not one's own is refused
 * like what does not exist. An action of the table without a row fails a test.
 */
public final class RoleTable {
  private static final List<Role> COLUMNS =
      List.of(Role.GM, Role.CO_GM, Role.PLAYER, Role.SPECTATOR);
  private static final Map<String, Permission> ROWS = new TreeMap<>();

  static {
    // Action, then how far GM, co-GM, player and spectator reach: a any, o own, - not at all.
    row("session.start", "aa--", "currentSession");
    row("session.end", "aa--", "currentSession");
    row("scene.open", "aa--", "currentSession/map");
    row("campaign.rename", "aa--", "campaign/name");
    row("token.place", "aao-", "maps/*/tokens/*");
    row("token.move", "aao-", "maps/*/tokens/*/x", "maps/*/tokens/*/y");
    row("token.remove", "aao-", "maps/*/tokens/*");
    row(
        "turn.end",
        "aao-",
        "encounters/*/turn",
        "encounters/*/round",
        "encounters/*/order/*/acted");
    row("chat.say", "aaa-", "chat/*");
    row("dice.roll", "aaa-", "dice/*");
    row("dice.nonce", "ooo-");
    row("actor.create", "aa--", "actors/*");
    row("ask.answer", "aao-");
    row("ask.decide", "aao-");
    row("ask.batch", "aao-");
    row("ask.delegate", "aao-");
    row("ask.withdraw", "ooo-");
    note("chat.say", "Only who runs the game describes; one speaks for an actor one owns.");
    note("dice.roll", "Blind dice are not for who rolls them.");
    note("dice.nonce", "Counts in the dice of everyone, if it comes before they fall.");
    RoleRows.all();
    people();
    times();
    note("ask.answer", "Only who is asked; what follows is written by the action that waits.");
    note("ask.decide", "Only who is asked; what follows is written by the action that waits.");
    note("ask.batch", "Like so many ask.decide, each alone.");
    note("ask.delegate", "Only who is asked; never to a spectator.");
    note(
        "ask.withdraw",
        "Only who sent the action that waits, and players not once they saw its dice fall.");
    note("turn.end", "A player ends the turn of an actor they own.");
    note("token.place", "A player places tokens of actors they own, never hidden ones.");
  }

  private RoleTable() {}

  private static void people() {
    row("participant.invite", "aa--", "participants/*");
    note("participant.invite", "A co-GM invites players and spectators only.");
    row("participant.role", "a---", "participants/*/role");
    note("participant.role", "Whose campaign it is stays a GM; so does the last GM.");
    row("participant.remove", "aaoo", "participants/*", "actors/*/owner");
    note("participant.remove", "A co-GM removes players and spectators only; anyone themselves.");
    row("participant.rename", "aaoo", "participants/*/name");
    row("participant.color", "oooo", "participants/*/color");
    row("flag.set", "a---", "flags/*");
    row("character.bring", "aaa-", "actors/*");
    note("character.bring", "While the flag characters-arrive is on; the copy is the sender's.");
    row("character.leave", "ooo-", "actors/*/leftAt");
    note("character.leave", "While the flag characters-leave is on.");
    row("compendium.take", "aa--", "actors/*", "items/*", "lore/*", "locations/*", "quests/*");
  }

  private static void times() {
    row("history.return", "a---");
    note("history.return", "Writes what is in its scope; never who is at the table, or flags.");
    row("branch.create", "a---", "branches/*");
    row("branch.rename", "a---", "branches/*/name");
    row("branch.remove", "a---", "branches/*");
    row("branch.merge", "a---", "branches/*/merged");
    note("branch.merge", "Writes what is in its scope; never who is at the table, or flags.");
  }

  static void row(String action, String reach, String... writes) {
    Map<Role, Reach> by = new EnumMap<>(Role.class);
    for (Role role : COLUMNS) {
      by.put(
          role,
          switch (reach.charAt(COLUMNS.indexOf(role))) {
            case 'a' -> Reach.ANY;
            case 'o' -> Reach.OWN;
            default -> Reach.NONE;
          });
    }
    List<PathPattern> places = Arrays.stream(writes).map(PathPattern::parse).toList();
    ROWS.put(action, new Permission(by, places, ""));
  }

  static void note(String action, String text) {
    ROWS.computeIfPresent(action, (key, row) -> new Permission(row.reach(), row.writes(), text));
  }

  /**
   * The rows.
   *
   * @return by action, sorted
   */
  public static Map<String, Permission> rows() {
    return Collections.unmodifiableMap(ROWS);
  }

  /** Puts each declared action under its row. */
  static SystemRules govern(SystemRules rules) {
    for (ActionRule action : rules.actions()) {
      Permission row = ROWS.get(action.name());
      if (row != null) {
        action.govern(row);
      }
    }
    return rules;
  }

  /**
   * The table as plain values, for publication.
   *
   * @return action → {@code {roles: {role: none | own | any}, writes: [pattern], note}}
   */
  public static Map<String, Object> published() {
    Map<String, Object> all = new LinkedHashMap<>();
    ROWS.forEach(
        (action, row) -> {
          Map<String, String> roles = new LinkedHashMap<>();
          row.reach()
              .forEach(
                  (role, reach) ->
                      roles.put(
                          role.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                          reach.name().toLowerCase(Locale.ROOT)));
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("roles", roles);
          one.put("writes", row.writes().stream().map(p -> String.join("/", p.keys())).toList());
          one.put("note", row.note());
          all.put(action, one);
        });
    return all;
  }
}
