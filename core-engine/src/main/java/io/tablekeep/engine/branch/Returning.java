package io.tablekeep.engine.branch;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Endings;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.rules.Lines;
import io.tablekeep.engine.rules.Round;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.rules.Upgrade;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A part of a document becomes what it was. Pure; runs where the rules run, as data of an older
 * version of a game system is migrated on the way.
 *
 * @param wish what is to return
 * @param found what happened since, and the document to return to
 * @param seen the document when it was previewed; empty when nobody asks for that
 */
public record Returning(HistoryReturn wish, Since.Found found, Optional<JsonObject> seen) {
  private static final Outcome.Refused ENDED =
      new Outcome.Refused(
          "returned", "The table went back to an earlier moment before that was decided.", "");

  /**
   * What would be put.
   *
   * @param extent what returns
   * @param effects what leads there
   * @param mended references that are mended on the way
   */
  record Plan(Extent extent, List<Effect> effects, List<Pointer> mended) {}

  /** What it comes to on a document. */
  Plan plan(RuleBook book, JsonObject head, RoundContext context) {
    JsonObject then =
        Endings.resumed(
            book,
            migrated(book, head, context),
            found.then().time(),
            context.at(),
            context.version());
    Extent extent =
        Extent.of(wish.scope(), wish.of().map(ParticipantRef::id), head, found.then().root());
    JsonObject laid = extent.lay(head, extent.part(then), context.version());
    Tidy tidy = Tidy.of(head, then, laid, context.version());
    return new Plan(extent, Steps.between(head, tidy.root()), tidy.mended());
  }

  /** The document of then as the rules of now have it. */
  private JsonObject migrated(RuleBook book, JsonObject head, RoundContext context) {
    JsonObject then = found.then().root();
    if (Upgrade.versionOf(then) == Upgrade.versionOf(head)) {
      return then;
    }
    Optional<SystemRules> system = book.system();
    if (system.isEmpty() || Upgrade.versionOf(head) != system.get().version()) {
      throw new TablekeepException(
          ErrorKind.USER,
          "system-data",
          "That moment is of another version of the game system, which is not here to bring it.");
    }
    return new Upgrade(book, context.at(), context.version(), context.sight()).of(then).root();
  }

  /**
   * Decides.
   *
   * @param book the rules
   * @param head the document
   * @param context what may be used; nothing is rolled
   * @param document the document's id
   * @return what to journal
   */
  public Decided decide(RuleBook book, JsonObject head, RoundContext context, DocumentId document) {
    try {
      return decided(book, head, context, document);
    } catch (TablekeepException no) {
      return Refusals.of(no, head);
    }
  }

  private Decided decided(
      RuleBook book, JsonObject head, RoundContext context, DocumentId document) {
    Plan plan = plan(book, head, context);
    if (plan.effects().isEmpty()) {
      throw no("nothing-to-return", "That is as it was then already.", "/to");
    }
    if (seen.isPresent() && !plan.extent().part(seen.get()).equals(plan.extent().part(head))) {
      throw no("moved-since", "Things have moved since you looked. Look again.", "/seen");
    }
    if (!found.dependents().isEmpty() && !wish.anyway()) {
      throw no(
          "others-depend",
          "Things outside of that changed together with it, and would stay. Say that they may.",
          "/anyway");
    }
    Decided decided = new Round(book, head, context).restore(plan.effects());
    if (decided.outcome() instanceof Outcome.Refused) {
      return decided;
    }
    if (document.kind() != DocumentId.Kind.CAMPAIGN) {
      return decided; // nobody talks there, and the way back is the version before
    }
    long version = context.version();
    String key = Keys.of(context.at(), 0);
    Branch point =
        new Branch(
            wish.name().orElse("Before the return to " + found.then().time()),
            version - 1,
            context.at(),
            context.by().id(),
            Branches.document(document.id(), key),
            false,
            Optional.of(new Branch.Back(wish.to(), wish.scope())),
            Optional.empty());
    decided = decided.with(Branches.of(head).add(key, point, version), version, Outcome.OK);
    decided = decided.then(said(decided.root(), context));
    Set<String> waits =
        head.get("asks") instanceof JsonObject asks
            ? asks.keys().stream().filter(ask -> ends(head, ask)).collect(Collectors.toSet())
            : Set.of();
    return Ended.all(decided, waits, ENDED, version);
  }

  /** Those whom it concerns are told in the chat, as what they see changes at once. */
  private Decided said(JsonObject root, RoundContext context) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("from", context.by().id());
    line.put(
        "text",
        switch (wish.scope()) {
          case SESSION -> "The session went back to an earlier moment.";
          case USER -> "What is yours went back to an earlier moment.";
          default -> "The table went back to an earlier moment.";
        });
    line.put("at", context.at());
    if (wish.scope() == Scope.USER) {
      line.put("to", wish.of().map(ParticipantRef::id).stream().toList());
    }
    Effect put = new Effect.Put(Pointer.of("chat", "new"), Records.write(line, context.version()));
    return Lines.happen(root, List.of(put), context.at(), context.version(), List.of());
  }

  /** Whether an action that waits ends with it. */
  boolean ends(JsonObject head, String ask) {
    return wish.scope() != Scope.USER
        || wish.of()
            .map(ParticipantRef::id)
            .filter(who -> who.equals(Trees.get(head, "asks", ask, "sent", "by")))
            .isPresent();
  }

  private static TablekeepException no(String code, String message, String field) {
    return new TablekeepException(ErrorKind.USER, code, message, field);
  }
}
