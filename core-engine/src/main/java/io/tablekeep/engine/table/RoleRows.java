package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.RoleTable.note;
import static io.tablekeep.engine.table.RoleTable.row;

/** Rows of the roles table on scenes, tokens, encounters and the world. */
final class RoleRows {
  private RoleRows() {}

  static void all() {
    campaign();
    scenes();
    tokens();
    fights();
    cast();
    world();
  }

  private static void campaign() {
    row("campaign.edit", "aa--", "campaign/description", "campaign/tags", "campaign/policy");
    row("campaign.archive", "aa--", "campaign/archived");
    row("conflict.threshold", "aa--", "conflicts/threshold");
    row("conflict.dispute", "aaa-", "conflicts/settled/*/how", "conflicts/feedback/*");
    note("conflict.dispute", "Only who was told of the conflict.");
    row("chat.edit", "ooo-", "chat/*/text", "chat/*/edited");
    note("chat.edit", "While the campaign's policy allows it.");
    row("chat.delete", "aao-", "chat/*");
    note("chat.delete", "While the campaign's policy allows it.");
  }

  private static void scenes() {
    row("scene.create", "aa--", "maps/*");
    row(
        "scene.edit",
        "aa--",
        "maps/*/name",
        "maps/*/grid",
        "maps/*/picture",
        "maps/*/lighting",
        "maps/*/wallsStop",
        "maps/*/gmNotes");
    row("scene.hide", "aa--", "maps/*/hidden");
    row(
        "scene.remove",
        "aa--",
        "maps/*",
        "encounters/*/map",
        "locations/*/map",
        "currentSession/map");
    row("layer.create", "aa--", "maps/*/layers/*");
    row(
        "layer.edit",
        "aa--",
        "maps/*/layers/*/name",
        "maps/*/layers/*/order",
        "maps/*/layers/*/picture");
    row("layer.hide", "aa--", "maps/*/layers/*/hidden");
    row("layer.remove", "aa--", "maps/*/layers/*", "maps/*/tokens/*/layer");
    row("wall.create", "aa--", "maps/*/walls/*");
    row(
        "wall.edit",
        "aa--",
        "maps/*/walls/*/points",
        "maps/*/walls/*/blocksSight",
        "maps/*/walls/*/blocksMovement",
        "maps/*/walls/*/door");
    row("wall.remove", "aa--", "maps/*/walls/*");
    row("door.set", "aaa-", "maps/*/walls/*/door/state");
    note(
        "door.set",
        "A player opens and closes doors beside a token they own, and only if policy and lock let them.");
    row("door.reveal", "aa--", "maps/*/walls/*/door/secret");
    row("light.place", "aa--", "maps/*/lights/*");
    row("light.move", "aa--", "maps/*/lights/*/x", "maps/*/lights/*/y");
    row(
        "light.edit",
        "aa--",
        "maps/*/lights/*/bright",
        "maps/*/lights/*/dim",
        "maps/*/lights/*/color",
        "maps/*/lights/*/intensity",
        "maps/*/lights/*/shadows");
    row("light.switch", "aa--", "maps/*/lights/*/on");
    row("light.hide", "aa--", "maps/*/lights/*/hidden");
    row("light.remove", "aa--", "maps/*/lights/*");
    row("drawing.create", "aaa-", "maps/*/drawings/*");
    row("drawing.remove", "aao-", "maps/*/drawings/*");
  }

  private static void tokens() {
    row("token.rotate", "aao-", "maps/*/tokens/*/rotation");
    row("token.raise", "aao-", "maps/*/tokens/*/elevation");
    row("token.light", "aao-", "maps/*/tokens/*/light");
    row("token.resize", "aa--", "maps/*/tokens/*/width", "maps/*/tokens/*/height");
    row("token.layer", "aa--", "maps/*/tokens/*/layer");
    row(
        "token.edit",
        "aa--",
        "maps/*/tokens/*/actor",
        "maps/*/tokens/*/name",
        "maps/*/tokens/*/picture",
        "maps/*/tokens/*/vision");
    row("token.hide", "aa--", "maps/*/tokens/*/hidden");
    row("token.duplicate", "aa--", "maps/*/tokens/*");
    row("tokens.move", "aao-", "maps/*/tokens/*/x", "maps/*/tokens/*/y");
    row("tokens.remove", "aao-", "maps/*/tokens/*");
  }

  private static void fights() {
    row("encounter.create", "aa--", "encounters/*");
    row("encounter.edit", "aa--", "encounters/*/name", "encounters/*/map", "encounters/*/gmNotes");
    row(
        "encounter.start",
        "aa--",
        "encounters/*/status",
        "encounters/*/turn",
        "encounters/*/round",
        "currentSession/activeEncounterId");
    row("encounter.pause", "aa--", "encounters/*/status", "currentSession/activeEncounterId");
    row(
        "encounter.end",
        "aa--",
        "encounters/*/status",
        "encounters/*/turn",
        "encounters/*/round",
        "encounters/*/order/*/acted",
        "currentSession/activeEncounterId");
    row("encounter.remove", "aa--", "encounters/*", "currentSession/activeEncounterId");
    row("combatant.add", "aa--", "encounters/*/order/*");
    row("combatant.hide", "aa--", "encounters/*/order/*/hidden");
    row(
        "combatant.remove",
        "aa--",
        "encounters/*/order/*",
        "encounters/*/turn",
        "encounters/*/round");
    row(
        "combatant.delay",
        "aao-",
        "encounters/*/order/*/initiative",
        "encounters/*/order/*/acted",
        "encounters/*/turn",
        "encounters/*/round");
    note("combatant.delay", "A player delays an actor they own while it is its turn.");
    row("initiative.set", "aa--", "encounters/*/order/*/initiative");
    row("initiative.roll", "aao-", "encounters/*/order/*/initiative", "dice/*");
    row(
        "turn.back",
        "aa--",
        "encounters/*/turn",
        "encounters/*/round",
        "encounters/*/order/*/acted");
    row("turn.set", "aa--", "encounters/*/turn", "encounters/*/order/*/acted");
  }

  private static void cast() {
    row(
        "actor.edit",
        "aao-",
        "actors/*/name",
        "actors/*/type",
        "actors/*/portrait",
        "actors/*/description",
        "actors/*/notes",
        "actors/*/gmNotes");
    note("actor.edit", "Type and the game master's notes are for who runs the game.");
    row("actor.hide", "aa--", "actors/*/hidden");
    row("actor.assign", "aa--", "actors/*/owner");
    row(
        "actor.remove",
        "aa--",
        "actors/*",
        "maps/*/tokens/*",
        "encounters/*/order/*",
        "encounters/*/turn",
        "encounters/*/round",
        "quests/*/giver",
        "participants/*/character");
    row("condition.add", "aao-", "actors/*/conditions/*");
    row("condition.remove", "aao-", "actors/*/conditions/*");
    row("item.create", "aa--", "items/*");
    row(
        "item.edit",
        "aa--",
        "items/*/name",
        "items/*/description",
        "items/*/picture",
        "items/*/gmNotes");
    row("item.hide", "aa--", "items/*/hidden");
    row("item.remove", "aa--", "items/*", "actors/*/inventory/*");
    row("inventory.add", "aao-", "actors/*/inventory/*");
    row(
        "inventory.edit",
        "aao-",
        "actors/*/inventory/*/name",
        "actors/*/inventory/*/quantity",
        "actors/*/inventory/*/equipped",
        "actors/*/inventory/*/notes");
    row("inventory.give", "aao-", "actors/*/inventory/*");
    note("inventory.give", "To any actor that the sender sees.");
    row("inventory.remove", "aao-", "actors/*/inventory/*");
  }

  private static void world() {
    row("note.create", "aaa-", "notes/*");
    row("note.edit", "aao-", "notes/*/title", "notes/*/text");
    row("note.share", "aao-", "notes/*/readers", "notes/*/everyone");
    row("note.assign", "aa--", "notes/*/author");
    row("note.remove", "aao-", "notes/*");
    row("quest.create", "aa--", "quests/*");
    row(
        "quest.edit",
        "aa--",
        "quests/*/name",
        "quests/*/status",
        "quests/*/summary",
        "quests/*/giver",
        "quests/*/location",
        "quests/*/gmNotes");
    row("quest.reveal", "aa--", "quests/*/revealed");
    row("quest.remove", "aa--", "quests/*");
    row("objective.add", "aa--", "quests/*/objectives/*");
    row("objective.edit", "aa--", "quests/*/objectives/*/text", "quests/*/objectives/*/done");
    row("objective.reveal", "aa--", "quests/*/objectives/*/revealed");
    row("objective.remove", "aa--", "quests/*/objectives/*");
    row("location.create", "aa--", "locations/*");
    row(
        "location.edit",
        "aa--",
        "locations/*/name",
        "locations/*/description",
        "locations/*/within",
        "locations/*/map",
        "locations/*/picture",
        "locations/*/gmNotes");
    row("location.reveal", "aa--", "locations/*/revealed");
    row("location.remove", "aa--", "locations/*", "quests/*/location");
    row("lore.create", "aa--", "lore/*");
    row("lore.edit", "aa--", "lore/*/title", "lore/*/text", "lore/*/tags", "lore/*/gmNotes");
    row("lore.reveal", "aa--", "lore/*/revealed");
    row("lore.remove", "aa--", "lore/*");
  }
}
