package io.tablekeep.engine.document;

import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.ObjectBuilder;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.Problem;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.model.compendium.CompendiumDocument;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.user.UserDocument;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.DocumentId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What documents of each kind begin with, and which rules they follow. Immutable; thread-safe. */
public final class Kinds {
  private final RuleBook user = book(UserActions::define);
  private final RuleBook compendium = book(CompendiumActions::define);
  private final RuleBook bare = book(system -> {});
  private final Map<DocumentId, RuleBook> global = new HashMap<>();

  /**
   * The kinds of one engine.
   *
   * @param documents rules of server-wide documents by their names
   */
  public Kinds(Map<DocumentId, GameSystem> documents) {
    documents.forEach(
        (id, rules) -> {
          if (id.kind() != DocumentId.Kind.GLOBAL) {
            throw new IllegalArgumentException("rules of its own has no " + id);
          }
          global.put(id, book(rules::define));
        });
  }

  private static RuleBook book(Consumer<SystemDefinition> actions) {
    return new RuleBook(compile(actions), Optional.empty());
  }

  private static SystemRules compile(Consumer<SystemDefinition> actions) {
    GameSystem system =
        new GameSystem() {
          @Override
          public String id() {
            return SystemRules.TABLE;
          }

          @Override
          public void define(SystemDefinition definition) {
            actions.accept(definition);
          }
        };
    return SystemRules.compile(system);
  }

  /**
   * What the actions of a server-wide document are called.
   *
   * @param rules of that document
   * @return names by the classes of their payloads
   */
  public static Map<Class<? extends Record>, String> actions(GameSystem rules) {
    return compile(rules::define).actions().stream()
        .collect(Collectors.toMap(ActionRule::payload, ActionRule::name));
  }

  /**
   * The rules of a document that is no campaign.
   *
   * @param id its name
   * @return its rules
   */
  public RuleBook book(DocumentId id) {
    return switch (id.kind()) {
      case USER -> user;
      case COMPENDIUM -> compendium;
      case GLOBAL -> global.getOrDefault(id, bare);
      case CAMPAIGN -> throw new IllegalArgumentException("a campaign's rules are its system's");
    };
  }

  /**
   * Checks what a document is to begin with.
   *
   * @param kind its kind
   * @param root the whole document
   * @throws TablekeepException when it does not look like one of that kind
   */
  public static void check(DocumentId.Kind kind, JsonObject root) {
    switch (kind) {
      case CAMPAIGN -> Records.read(root, CampaignDocument.class, UnknownKeys.IGNORED);
      case USER -> checked(Records.read(root, UserDocument.class, UnknownKeys.REFUSED));
      case COMPENDIUM -> compendium(root);
      case GLOBAL -> {
        if (!(root.get("participants") instanceof JsonObject)) {
          throw new TablekeepException(
              ErrorKind.USER, "value-missing", "A document has participants.", "/participants");
        }
      }
    }
  }

  /** Entry by entry: all of them as records would take many times the memory of the document. */
  private static void compendium(JsonObject root) {
    if (!(root.get("entries") instanceof JsonObject entries)
        || entries.size() <= 1
        || entries.size() > CompendiumDocument.MOST_ENTRIES) {
      checked(Records.read(root, CompendiumDocument.class, UnknownKeys.REFUSED));
      return;
    }
    for (JsonObject.Cursor each = entries.cursor(); each.next(); ) {
      JsonObject one = new ObjectBuilder(1).add(each.key(), each.value()).build(root.version());
      JsonObject like = root.with("entries", one, root.version());
      checked(Records.read(like, CompendiumDocument.class, UnknownKeys.REFUSED));
    }
  }

  private static void checked(Record document) {
    List<Problem> problems = Constraints.check(document);
    if (!problems.isEmpty()) {
      Problem first = problems.get(0);
      throw new TablekeepException(
          ErrorKind.USER, first.code(), first.message(), '/' + first.field());
    }
  }
}
