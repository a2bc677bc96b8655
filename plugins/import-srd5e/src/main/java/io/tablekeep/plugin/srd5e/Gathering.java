package io.tablekeep.plugin.srd5e;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What comes of all items. Used by one thread, once. */
final class Gathering {
  private static final Set<String> PLAYED =
      Set.of("monsters", "spells", "equipment", "magic-items");

  private final ImportContext context;
  private final ImportReport.Builder report = ImportReport.builder();
  private final List<Changes> all = new ArrayList<>();
  private long kept;

  Gathering(ImportContext context) {
    this.context = context;
  }

  /**
   * Takes an item in.
   *
   * @param category what file it is of, such as {@code monsters}
   * @param item the item
   * @param at its place
   */
  void add(String category, ObjectNode item, String at) {
    if (all.size() >= context.limits().maxItems()) {
      throw new Refusal(
          "srd5e-too-many", "There are more than " + context.limits().maxItems() + " items.", at);
    }
    Source from = new Source(item);
    String collection;
    Map<String, Object> entity;
    switch (category) {
      case "monsters" -> {
        collection = "actors";
        entity = Monsters.actor(from);
      }
      case "spells" -> {
        collection = "items";
        entity = Spells.item(from);
      }
      case "equipment", "magic-items" -> {
        collection = "items";
        entity = Gear.item(from);
      }
      default -> {
        collection = "lore";
        entity = Pages.lore(from, category, item.deepCopy());
      }
    }
    entity.put("srd5e", origin(category, from, at));
    all.add(Changes.none().set(Pointer.of(collection, context.newId()), context.held(entity)));
  }

  private Map<String, Object> origin(String category, Source from, String at) {
    String name = from.name();
    Map<String, Object> origin = new LinkedHashMap<>();
    origin.put("category", category);
    for (String key : List.of("index", "url", "image")) {
      String text = from.text(key);
      if (!text.isEmpty()) {
        origin.put(key, text);
      }
    }
    Map<String, Object> rest = from.rest();
    if (!rest.isEmpty()) {
      kept += rest.toString().length();
      if (kept > context.limits().maxBytes()) {
        throw new Refusal("srd5e-limit", "There is too much that is not understood.", at);
      }
      origin.put("rest", rest);
    }
    if (from.remarks().isEmpty() && rest.isEmpty()) {
      report.kept(at, name + " is as it was.");
    } else if (!PLAYED.contains(category)) {
      report.changed(at, name + " is told in words; as it was it is kept under srd5e/rest.");
    } else if (from.remarks().isEmpty()) {
      report.notUnderstood(
          at, name + ": " + String.join(", ", rest.keySet()) + " is kept under srd5e/rest.");
    } else {
      report.changed(at, name + ": " + String.join(" ", from.remarks()));
    }
    return origin;
  }

  ImportResult result() {
    if (all.isEmpty()) {
      throw new Refusal("srd5e-nothing", "There is nothing of the SRD in this file.", "");
    }
    return new ImportResult.Read(together(all), report.build());
  }

  /** In halves, so that thousands are not copied thousands of times. */
  private static Changes together(List<Changes> some) {
    if (some.size() == 1) {
      return some.get(0);
    }
    int half = some.size() / 2;
    return together(some.subList(0, half)).and(together(some.subList(half, some.size())));
  }
}
