package io.tablekeep.plugin.foundry;

import io.tablekeep.plugin.foundry.sheet.Sheet;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportReport;
import io.tablekeep.sdk.transfer.ImportResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What comes of the documents of one file. Used once. */
final class Gathering {
  private static final int LONGEST_NAME = 200;
  private static final int MOST_REFERENCES = 50_000;
  private static final Set<String> ACTORS =
      Set.of("character", "npc", "vehicle", "group", "encounter");
  private static final Set<String> FOLDERS =
      Set.of("Actor", "Item", "Scene", "JournalEntry", "RollTable", "Macro", "Cards", "Playlist");

  private final ImportContext context;
  private final ImportReport.Builder report = ImportReport.builder();
  private final List<Changes> all = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Map<String, String> references = new TreeMap<>();
  private final Pool pool;
  private int items;

  Gathering(ImportContext context, Pool pool) {
    this.context = context;
    this.pool = pool;
  }

  void add(Map<String, Object> document, String line) {
    if (!(document.get("_id") instanceof String id)
        || !(document.get("name") instanceof String name)
        || !(document.get("type") instanceof String type)) {
      throw new Refusal(
          "foundry-not-a-document", "A Foundry document has an _id, a name and a type.", line);
    }
    boolean actor = ACTORS.contains(type) || document.get("items") instanceof List;
    boolean folder = !actor && FOLDERS.contains(type);
    Field root = actor ? Fields.actor() : folder ? Fields.folder() : Fields.item();
    Understood understood = new Understood(document, root);
    Map<String, Object> named = understood.named();
    named.put("documentKind", actor ? "actor" : folder ? "folder" : "item");
    Map<String, Object> entity = new LinkedHashMap<>();
    String shown = shown(name);
    Map<String, String> remarks = new LinkedHashMap<>();
    Optional<Map<String, Object>> sheet = Optional.empty();
    entity.put("name", shown);
    if (shown.equals(name)) {
      named.remove("name");
    }
    if (actor) {
      entity.put("type", type.equals("character") ? "character" : "monster");
      entity.put("hidden", !type.equals("character"));
      sheet = sheet(document, remarks);
      sheet.ifPresent(block -> entity.put("d20", Map.of("block", block)));
      Map<String, Object> inventory = Carrying.out(named);
      if (!inventory.isEmpty()) {
        entity.put("inventory", inventory);
      }
    }
    named.put("kept", kept(understood, line));
    entity.put("foundry", named);
    count(1 + understood.order.values().stream().mapToInt(o -> ((List<?>) o).size()).sum(), line);
    Pointer at =
        folder
            ? Pointer.of("foundry", "folders", context.newId())
            : Pointer.of(actor ? "actors" : "items", context.newId());
    all.add(Changes.none().set(at, pool.packed(entity)));
    String told = id + " (" + line + ')';
    tell(understood, told, name + sheet.map(Gathering::told).orElse(""));
    remarks.forEach((where, sentence) -> report.changed(told + where, sentence));
  }

  /** A sheet that cannot be made leaves the actor without one: the rest is brought all the same. */
  private static Optional<Map<String, Object>> sheet(
      Map<String, Object> actor, Map<String, String> remarks) {
    try {
      return Sheet.block(actor, (at, sentence) -> remarks.merge(at, sentence, Gathering::together));
    } catch (RuntimeException e) {
      remarks.put("", "No sheet for D20 could be made of it: " + e);
      return Optional.empty();
    }
  }

  private static String together(String one, String more) {
    return one.contains(more) || one.length() > 2_000 ? one : one + ' ' + more;
  }

  private static String told(Map<String, Object> block) {
    int spells =
        block.get("casting") instanceof Map<?, ?> casting ? size(casting.get("spells")) : 0;
    return String.format(
        Locale.ROOT,
        " (a sheet for D20 with %d attacks, %d powers, %d spells)",
        size(block.get("attacks")),
        size(block.get("powers")),
        spells);
  }

  private static int size(@Nullable Object all) {
    return all instanceof Map<?, ?> map ? map.size() : all instanceof Set<?> set ? set.size() : 0;
  }

  /** A name the table can hold; the very one is kept with the rest when it is not. */
  private static String shown(String name) {
    if (name.isEmpty()) {
      return "?";
    }
    return name.codePointCount(0, name.length()) <= LONGEST_NAME
        ? name
        : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME));
  }

  private Map<String, Object> kept(Understood understood, String line) {
    int bytes = 0;
    List<Object> rest = new ArrayList<>();
    for (Map.Entry<String, String> one : understood.rest.entrySet()) {
      bytes += one.getKey().length() + one.getValue().length();
      rest.add(Map.of("at", one.getKey(), "json", one.getValue()));
    }
    if (bytes > context.limits().maxKeptBytes()) {
      throw new Refusal(
          "foundry-too-much-kept",
          "More than " + context.limits().maxKeptBytes() + " bytes of it are not understood.",
          line);
    }
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("nulls", List.copyOf(understood.nulls));
    kept.put("rest", rest);
    kept.put("order", understood.order);
    return kept;
  }

  private void count(int more, String line) {
    items += more;
    if (items > context.limits().maxItems()) {
      throw new Refusal(
          "foundry-too-many",
          "The file has more than " + context.limits().maxItems() + " documents.",
          line);
    }
  }

  private void tell(Understood understood, String at, String name) {
    String share = understood.known() + " of " + understood.fields() + " fields understood.";
    if (understood.rest.isEmpty() && understood.unreadable.isEmpty()) {
      report.kept(at, name + ": " + share);
    } else {
      report.changed(at, name + ": " + share);
    }
    understood.rest.keySet().forEach(p -> report.notUnderstood(at + p, "Kept as it is."));
    understood.unreadable.forEach(
        (p, why) -> report.notUnderstood(at + p, "No formula that can be read: " + why));
    ids.addAll(understood.ids);
    for (String reference : understood.references) {
      if (references.size() < MOST_REFERENCES) {
        references.putIfAbsent(reference, at);
      }
    }
  }

  ImportResult result() {
    if (all.isEmpty()) {
      throw new Refusal("foundry-not-a-document", "There are no Foundry documents here.", "");
    }
    references.forEach(
        (reference, at) -> {
          String id = reference.substring(reference.lastIndexOf('.') + 1);
          if (!ids.contains(id)) {
            report.changed(at, "Refers to " + reference + ", which is not in this file.");
          }
        });
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
