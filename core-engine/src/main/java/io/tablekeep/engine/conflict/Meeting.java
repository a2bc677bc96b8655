package io.tablekeep.engine.conflict;

import io.tablekeep.engine.conflict.Clashing.Dispute;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.state.JsonContainer;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.ReadSet.Read;
import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Side;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * An edit that met the changes of others. Immutable; pure.
 *
 * @param book the rules
 * @param sight who sees what
 * @param base the document the sender saw; empty when nobody knows it any more
 * @param head the document of now
 * @param ours the document the edit leads to from what its sender saw
 * @param clashing what is free and what is disputed
 * @param by the sender
 * @param cause the edit
 * @param now the time of the entry
 * @param version version of the entry
 * @param others who changed each dispute last on the other side, in their order
 */
public record Meeting(
    RuleBook book,
    Sight sight,
    JsonObject base,
    JsonObject head,
    JsonObject ours,
    Clashing clashing,
    Participant by,
    Cause cause,
    Instant now,
    long version,
    List<Other> others) {

  /**
   * The other side of a dispute.
   *
   * @param by who changed it last
   * @param at when
   */
  public record Other(Participant by, Instant at) {}

  /**
   * Whether an edit has met anything, by both documents.
   *
   * @param base the document its sender saw
   * @param head the document of now
   * @param on the decision on the document of now
   * @param book says what is one thing
   * @return false when all is as its sender saw it
   */
  public static boolean isOne(JsonObject base, JsonObject head, Decided on, RuleBook book) {
    List<Read> reads = on.reads().orElse(List.of());
    return Moved.exactly(base, head, reads, on.effects().subList(0, on.decided()), book);
  }

  /**
   * Lays an edit against what has changed.
   *
   * @param book the rules
   * @param sight who sees what
   * @param base the document its sender saw; empty when nobody knows it any more
   * @param meant what it came to there; on the document of now when nobody knows that
   * @param head the document of now
   * @param on the document it leads to from that of now
   * @param by the sender
   * @param cause the edit
   * @param now the time of the entry
   * @param version version of the entry
   * @param other finds the other side of a dispute
   * @return the meeting
   */
  public static Meeting of(
      RuleBook book,
      Sight sight,
      JsonObject base,
      Decided meant,
      JsonObject head,
      JsonObject on,
      Participant by,
      Cause cause,
      Instant now,
      long version,
      BiFunction<Dispute, JsonObject, Other> other) {
    List<Effect> mine = meant.effects().subList(0, meant.decided());
    JsonObject ours =
        base.isEmpty() ? Effects.apply(head, mine, version) : Effects.apply(base, mine, version);
    Clashing clashing = Clashing.find(book, base, head, ours, mine, on, version);
    List<Other> others = new ArrayList<>();
    clashing.disputes().forEach(dispute -> others.add(other.apply(dispute, base)));
    return new Meeting(
        book, sight, base, head, ours, clashing, by, cause, now, version, List.copyOf(others));
  }

  /**
   * A dispute as resolvers are told of it.
   *
   * @param index its number
   * @return the conflict
   */
  public Conflict conflict(int index) {
    Dispute dispute = clashing.disputes().get(index);
    Other other = others.get(index);
    NodeView document = NodeView.of(head);
    return new Conflict(
        dispute.kind(),
        dispute.place(),
        document,
        NodeView.of(base).at(dispute.place()),
        new Side(document.at(dispute.place()), other.by(), other.at()),
        new Side(NodeView.of(ours).at(dispute.place()), by, now));
  }

  /**
   * Whether it would change what never changes.
   *
   * @return true for dice
   */
  public boolean isOfDice() {
    return clashing.disputes().stream().anyMatch(Dispute::isDice);
  }

  /**
   * Whether the resolvers are sure enough of all of it.
   *
   * @param opinions theirs, in the order of the disputes
   * @return false when people are to be asked
   */
  public boolean isSettled(List<Opinion> opinions) {
    double enough = Experience.threshold(head);
    if (opinions.size() < clashing.disputes().size()) {
      return false;
    }
    for (int i = 0; i < opinions.size(); i++) {
      Opinion opinion = opinions.get(i);
      String kind = clashing.disputes().get(i).kind();
      if (!opinion.isSome() || Experience.weighed(head, kind, opinion.confidence()) < enough) {
        return false;
      }
    }
    return true;
  }

  /**
   * What changes when the resolvers have their way.
   *
   * @param opinions theirs, in the order of the disputes
   * @return in order
   */
  public List<Effect> changes(List<Opinion> opinions) {
    List<Effect> all = new ArrayList<>(clashing.free());
    opinions.forEach(opinion -> all.addAll(opinion.changes()));
    return all;
  }

  /**
   * What the document tells of it afterwards.
   *
   * @param opinions those of the resolvers, in the order of the disputes
   * @return what changes in the document for that
   */
  public List<Effect> accounts(List<Opinion> opinions) {
    List<Account> accounts = new ArrayList<>();
    for (int i = 0; i < opinions.size(); i++) {
      Dispute dispute = clashing.disputes().get(i);
      Opinion opinion = opinions.get(i);
      accounts.add(
          new Account(
              Inquiry.concerned(this, i),
              by.id(),
              cause.type(),
              dispute.kind(),
              dispute.place(),
              opinion.confidence(),
              "settled",
              "",
              opinion.explanation()));
    }
    return Account.effects(head, accounts, now, version);
  }

  /**
   * The last version in which a place changed, or something beside it.
   *
   * @param root a document
   * @param dispute the dispute at that place
   * @return the version of the nearest container
   */
  public static long versionOf(JsonObject root, Dispute dispute) {
    Object value = Moved.get(root, dispute.place());
    if (value instanceof JsonContainer container) {
      return container.version();
    }
    for (int i = dispute.place().size() - 1; i >= 0; i--) {
      Object above = Moved.get(root, Pointer.of(dispute.place().keys().subList(0, i)));
      if (above instanceof JsonContainer container) {
        return container.version();
      }
    }
    return root.version();
  }
}
