package io.tablekeep.engine;

import io.tablekeep.engine.branch.Fork;
import io.tablekeep.engine.document.Kinds;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.Flag;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.rules.Upgrade;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.schema.JsonSchema;
import io.tablekeep.sdk.state.DocumentId;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rules documents are played by: the table's own, and those of each game system. Thread-safe.
 */
final class Library {
  private static final Logger LOG = LoggerFactory.getLogger(Library.class);

  private final SystemRules table = TableSystem.rules();
  private final RuleBook bare = new RuleBook(table, Optional.empty());
  private final Map<String, Shelf> books = new ConcurrentHashMap<>();
  private final Shelf nothing = new Shelf(bare, new Views(Optional.empty()));
  private final Kinds kinds;

  /** A book, and what it declares visible. */
  private record Shelf(RuleBook book, Views views) {}

  Library(List<GameSystem> systems, Kinds kinds) {
    this.kinds = kinds;
    for (GameSystem system : systems) {
      RuleBook book = compile(system);
      if (books.putIfAbsent(id(book), shelf(book)) != null) {
        throw new TablekeepException(
            ErrorKind.PLUGIN, "system-twice", "two game systems are called " + id(book));
      }
    }
  }

  private static Shelf shelf(RuleBook book) {
    return new Shelf(book, new Views(book.system()));
  }

  /** The rules of a system, which nobody plays by yet. */
  RuleBook compile(GameSystem system) {
    return new RuleBook(table, Optional.of(SystemRules.compile(system)));
  }

  static String id(RuleBook book) {
    return book.system().map(SystemRules::id).orElse("");
  }

  /** The rules of a document that names a game system by its id; the empty id is none. */
  RuleBook book(DocumentId document, String system) {
    if (document.kind() != DocumentId.Kind.CAMPAIGN) {
      return kinds.book(document);
    }
    Shelf known = books.get(system);
    if (known == null && !system.isEmpty()) {
      LOG.warn("the game system {} is not here; its campaigns play without rules", system);
    }
    return known == null ? bare : known.book();
  }

  /** What campaigns of a system show, with a memory of its own. */
  Views views(String system) {
    return books.getOrDefault(system, nothing).views().apart();
  }

  Optional<RuleBook> find(String system) {
    return Optional.ofNullable(books.get(system)).map(Shelf::book);
  }

  /** Documents opened from now on are played by these rules. */
  void replace(RuleBook book) {
    books.put(id(book), shelf(book));
  }

  /**
   * A document without data of its system is of the version that is here; one that has such data
   * and does not say its version was written before the system had any, and is migrated.
   */
  JsonObject stamped(JsonObject document) {
    if (!(Trees.get(document, "campaign", "system") instanceof String system)
        || Trees.get(document, Upgrade.VERSION) != null
        || hasData(document, system, 0)) {
      return document;
    }
    int version = find(system).flatMap(RuleBook::system).map(SystemRules::version).orElse(0);
    return version == 0 ? document : Trees.put(document, Upgrade.VERSION, (long) version, 1);
  }

  /** What a branch begins with. */
  JsonObject forked(Fork fork, Instant now) {
    Object system = Trees.get(fork.then().root(), "campaign", "system");
    return fork.root(book(fork.parent(), system instanceof String name ? name : ""), now);
  }

  /** A new campaign with what its players see at once. */
  JsonObject begun(DocumentId id, JsonObject document) {
    if (id.kind() != DocumentId.Kind.CAMPAIGN) {
      return document;
    }
    Object system = Trees.get(document, "campaign", "system");
    return views(system instanceof String name ? name : "").upkeep().begin(document, 1);
  }

  /** At the root, and with entities such as an actor or a map's token: where ids are no keys. */
  private static boolean hasData(JsonObject within, String system, int depth) {
    if (within.has(system)) {
      return true;
    }
    for (JsonObject.Cursor part = within.cursor(); depth < 4 && part.next(); ) {
      if (part.value() instanceof JsonObject entities) {
        for (JsonObject.Cursor each = entities.cursor(); each.next(); ) {
          if (each.value() instanceof JsonObject entity && hasData(entity, system, depth + 2)) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** As {@link Engine#actions}. */
  Map<String, Object> actions(String system) {
    Map<String, Object> actions = new LinkedHashMap<>();
    describe(table, actions);
    find(system).flatMap(RuleBook::system).ifPresent(rules -> describe(rules, actions));
    return actions;
  }

  private static void describe(SystemRules rules, Map<String, Object> into) {
    for (ActionRule action : rules.actions()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("description", action.description());
      one.put("roles", action.roles().stream().map(Enum::name).sorted().toList());
      one.put("edit", action.isEdit());
      one.put("offline", action.isOffline());
      one.put("payload", JsonSchema.of(action.payload()));
      one.put("mine", mine(action.payload()));
      into.put(action.name(), one);
    }
  }

  private static List<String> mine(Class<? extends Record> payload) {
    return Arrays.stream(payload.getRecordComponents())
        .filter(component -> component.isAnnotationPresent(Mine.class))
        .map(RecordComponent::getName)
        .toList();
  }

  /** As {@link Engine#declared}. */
  Map<String, Object> declared(String system) {
    return find(system).flatMap(RuleBook::system).map(SystemRules::declared).orElse(Map.of());
  }

  /** As {@link Engine#flags}. */
  Map<String, Object> flags(String system) {
    List<Flag> all = new ArrayList<>(table.flags().values());
    find(system).flatMap(RuleBook::system).ifPresent(rules -> all.addAll(rules.flags().values()));
    Map<String, Object> flags = new LinkedHashMap<>();
    for (Flag flag : all) {
      flags.put(
          flag.name(), Map.of("description", flag.description(), "default", flag.byDefault()));
    }
    return flags;
  }
}
