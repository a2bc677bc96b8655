package io.tablekeep.engine.table;

import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.Ids;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.model.people.FlagSet;
import io.tablekeep.sdk.model.people.ParticipantColor;
import io.tablekeep.sdk.model.people.ParticipantInvite;
import io.tablekeep.sdk.model.people.ParticipantRemove;
import io.tablekeep.sdk.model.people.ParticipantRename;
import io.tablekeep.sdk.model.people.ParticipantRole;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Who sits at the table in which role, and which features are on. */
final class People {
  /** Places one table has. */
  static final int MOST = 200;

  static final String ARRIVE = "characters-arrive";
  static final String LEAVE = "characters-leave";

  /** Read by whoever takes files, which is the server. */
  static final String SEND = "players-send-pictures";

  private static final Set<String> FLAGS = Set.of(ARRIVE, LEAVE, SEND);

  private People() {}

  static void define(SystemDefinition system) {
    system
        .action("participant.invite", ParticipantInvite.class, People::invite)
        .describe("Makes a place at the table for someone.");
    system
        .action("participant.role", ParticipantRole.class, People::role)
        .describe("Gives someone at the table another role.");
    system
        .action("participant.remove", ParticipantRemove.class, People::remove)
        .describe("Takes someone's place at the table away.");
    system
        .action("participant.rename", ParticipantRename.class, People::rename)
        .describe("Gives someone at the table another name.");
    system
        .action("participant.color", ParticipantColor.class, People::color)
        .describe("Changes the colour of your cursor and your dice.");
    system
        .action("flag.set", FlagSet.class, People::flag)
        .describe("Turns a feature of this campaign on or off.");
    system.flag(ARRIVE, true, "Players may bring characters of their own to this campaign.");
    system.flag(LEAVE, true, "Players may take copies of their characters home.");
    system.flag(SEND, true, "Players may send pictures, for their characters and tokens.");
  }

  private static Decision invite(Table table, ParticipantInvite invite) {
    if (invite.role().runsGame() && table.by().role() != Role.GM) {
      return new Decision.Reject("not-allowed", "Only a game master makes another one.", "role");
    }
    Node all = table.state().at("participants");
    if (all.exists() && all.size() >= MOST) {
      return Decision.reject("table-full", "There is no more room at this table.");
    }
    if (invite.key().isPresent()
        && (!Ids.isValid(invite.key().get()) || all.at(invite.key().get()).exists())) {
      return new Decision.Reject("bad-key", "That is no key that is free.", "key");
    }
    Member member = new Member(invite.name(), invite.role(), invite.color(), Optional.empty());
    return Decision.apply(Changes.none().set(all.at(invite.key().orElseGet(table::newId)), member));
  }

  private static Decision role(Table table, ParticipantRole change) {
    Node member = table.state().at(change.participant().pointer());
    if (change.role() != Role.GM && mustStay(table, change.participant().id())) {
      return stays("role");
    }
    return Decision.apply(Changes.none().set(member.at("role"), change.role()));
  }

  private static Decision remove(Table table, ParticipantRemove remove) {
    String who = remove.participant().id();
    Role by = table.by().role();
    boolean self = who.equals(table.by().id());
    boolean weaker = by == Role.CO_GM && !roleOf(table, who).runsGame();
    if (!self && by != Role.GM && !weaker) {
      return new Decision.Reject(
          "not-allowed", "Your role at this table does not allow that.", "participant");
    }
    if (mustStay(table, who)) {
      return stays("participant");
    }
    Changes changes = Changes.none().remove(remove.participant().pointer());
    for (Node actor : table.state().at("actors").children().toList()) {
      if (actor.at("owner").asText("").equals(who)) {
        changes = changes.remove(actor.at("owner"));
      }
    }
    return Decision.apply(changes);
  }

  /** Whether this is the last GM, or whose campaign it is. */
  private static boolean mustStay(Table table, String who) {
    if (table.state().at("campaign", "gm").asText("").equals(who)) {
      return true;
    }
    return roleOf(table, who) == Role.GM
        && table.state().at("participants").children().filter(m -> role(m) == Role.GM).count() < 2;
  }

  private static Decision stays(String field) {
    return new Decision.Reject(
        "gm-stays", "Whose campaign it is stays, and so does the last game master.", field);
  }

  private static Role roleOf(Table table, String who) {
    return role(table.state().at("participants", who));
  }

  /** Tolerant like the loop: what is written wrong plays no part. */
  private static Role role(Node member) {
    String text = member.at("role").asText("player").toUpperCase(Locale.ROOT).replace('-', '_');
    for (Role role : Role.values()) {
      if (role.name().equals(text)) {
        return role;
      }
    }
    return Role.SPECTATOR;
  }

  private static Decision rename(Table table, ParticipantRename rename) {
    boolean self = rename.participant().id().equals(table.by().id());
    if (!self && !table.by().role().runsGame()) {
      return new Decision.Reject(
          "not-allowed", "Your role at this table does not allow that.", "participant");
    }
    Pointer name = rename.participant().pointer().child("name");
    return Decision.apply(Changes.none().set(name, rename.name()));
  }

  private static Decision color(Table table, ParticipantColor color) {
    Pointer mine = Pointer.of("participants", table.by().id(), "color");
    return Decision.apply(Changes.none().set(mine, color.color()));
  }

  private static Decision flag(Table table, FlagSet set) {
    // A system's own rules may leave its id out; on the wire a flag has one name.
    boolean named = FLAGS.contains(set.name()) || set.name().indexOf('.') > 0;
    if (!named || !isDeclared(table, set.name())) {
      return new Decision.Reject("no-such-flag", "There is no such feature here.", "name");
    }
    return Decision.apply(Changes.none().set(Pointer.of("flags", set.name()), set.value()));
  }

  private static boolean isDeclared(Table table, String flag) {
    try {
      table.flag(flag);
      return true;
    } catch (TablekeepException undeclared) {
      return false;
    }
  }
}
