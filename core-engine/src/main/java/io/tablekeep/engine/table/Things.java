package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;
import static io.tablekeep.engine.table.Rulings.refuse;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.action.world.InventoryAdd;
import io.tablekeep.sdk.model.action.world.InventoryEdit;
import io.tablekeep.sdk.model.action.world.InventoryGive;
import io.tablekeep.sdk.model.action.world.InventoryRemove;
import io.tablekeep.sdk.model.action.world.ItemCreate;
import io.tablekeep.sdk.model.action.world.ItemEdit;
import io.tablekeep.sdk.model.action.world.ItemHide;
import io.tablekeep.sdk.model.action.world.ItemRemove;
import io.tablekeep.sdk.model.world.Item;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The catalogue of things, and what actors carry. */
final class Things {
  private static final String QUANTITY = "quantity";
  private static final double MOST_OF_ONE = 1_000_000_000;

  private Things() {}

  static void define(SystemDefinition system) {
    gm(system.action("item.create", ItemCreate.class, Things::create));
    gm(system.action("item.edit", ItemEdit.class, Things::edit)).edit();
    gm(system.action("item.hide", ItemHide.class, Things::hide));
    gm(system.action("item.remove", ItemRemove.class, Things::remove));
    system.action("inventory.add", InventoryAdd.class, Things::add).offline(true);
    system.action("inventory.edit", InventoryEdit.class, Things::editStack).edit();
    system.action("inventory.give", InventoryGive.class, Things::give);
    system.action("inventory.remove", InventoryRemove.class, Things::drop).offline(true);
  }

  private static Decision create(Table table, ItemCreate create) {
    Item item =
        new Item(
            create.name(),
            create.description(),
            create.picture(),
            create.hidden(),
            create.gmNotes());
    return Rulings.add(table, table.state().at("items"), Rulings.MOST, item);
  }

  private static Decision edit(Table table, ItemEdit edit) {
    return Edit.of(table.state().at(edit.item().pointer()))
        .clear(edit.clear().contains(ItemEdit.Part.PICTURE), "picture")
        .set("name", edit.name())
        .set("description", edit.description())
        .set("picture", edit.picture())
        .set("gmNotes", edit.gmNotes())
        .decide();
  }

  private static Decision hide(Table table, ItemHide hide) {
    return Rulings.set(table, hide.item().pointer(), "hidden", hide.hidden());
  }

  private static Decision remove(Table table, ItemRemove remove) {
    Changes changes = Changes.none().remove(remove.item().pointer());
    for (Node actor : table.state().at("actors").children().toList()) {
      for (Node stack : actor.at("inventory").children().toList()) {
        if (stack.at("item").asText("").equals(remove.item().id())) {
          // What has a name of its own stays: its owner need not know what it is.
          boolean named = !stack.at("name").asText("").isEmpty();
          changes = changes.remove(named ? stack.at("item") : stack);
        }
      }
    }
    return Decision.apply(changes);
  }

  private static Decision add(Table table, InventoryAdd add) {
    if (add.stack().item().isEmpty() && add.stack().name().filter(n -> !n.isEmpty()).isEmpty()) {
      return refuse("nameless", "Say what it is: a thing of the catalogue or a name.", "stack");
    }
    Node inventory = table.state().at(add.actor().pointer()).at("inventory");
    return Rulings.add(table, inventory, Rulings.MOST_PARTS, add.stack());
  }

  private static Decision editStack(Table table, InventoryEdit edit) {
    return Edit.of(table.state().at(edit.stack().pointer()))
        .set("name", edit.name())
        .set(QUANTITY, edit.quantity())
        .set("equipped", edit.equipped())
        .set("notes", edit.notes())
        .decide();
  }

  @SuppressWarnings("unchecked") // an object as plain Java has texts for keys
  private static Decision give(Table table, InventoryGive give) {
    Node stack = table.state().at(give.stack().pointer());
    if (give.to().id().equals(give.stack().actor())) {
      return refuse("same-actor", "They have it already.", "to");
    }
    double has = stack.at(QUANTITY).asDouble(1);
    double given = give.quantity().orElse(has);
    if (given > has || (given <= 0 && give.quantity().isPresent())) {
      return refuse("not-enough", "There is not that much of it.", QUANTITY);
    }
    Node receiver = table.state().at(give.to().pointer()).at("inventory");
    Changes changes =
        given < has
            ? Changes.none().set(stack.at(QUANTITY), has - given)
            : Changes.none().remove(stack);
    Optional<Node> same = same(receiver, stack);
    if (same.isPresent()) {
      double sum = Math.min(MOST_OF_ONE, same.get().at(QUANTITY).asDouble(1) + given);
      return Decision.apply(changes.set(same.get().at(QUANTITY), sum));
    }
    if (receiver.size() >= Rulings.MOST_PARTS) {
      return refuse("too-many", "They cannot carry more different things.", "to");
    }
    Map<String, Object> moved = new LinkedHashMap<>((Map<String, Object>) stack.value());
    moved.put(QUANTITY, given);
    moved.put("equipped", false);
    moved.remove("notes");
    return Decision.apply(changes.set(receiver.at(table.newId()), moved));
  }

  /** More of a thing of the catalogue goes to what there is of it, unless it was named. */
  private static Optional<Node> same(Node receiver, Node stack) {
    String item = stack.at("item").asText("");
    String name = stack.at("name").asText("");
    return item.isEmpty()
        ? Optional.empty()
        : receiver
            .children()
            .filter(one -> one.at("item").asText("").equals(item))
            .filter(one -> one.at("name").asText("").equals(name))
            .findFirst();
  }

  private static Decision drop(Table table, InventoryRemove remove) {
    return Rulings.remove(remove.stack().pointer());
  }
}
