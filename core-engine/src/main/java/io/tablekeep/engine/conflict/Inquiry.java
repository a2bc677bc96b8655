package io.tablekeep.engine.conflict;

import io.tablekeep.engine.approval.Asking;
import io.tablekeep.engine.conflict.Clashing.Dispute;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.Decided;
import io.tablekeep.engine.rules.Keys;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Asks people what no resolver is sure enough of. Pure. */
public final class Inquiry {
  /** How long those concerned have; then whoever runs the game is asked alone. */
  public static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Disputes of one edit that people are asked about. */
  public static final int MOST = 8;

  /** Places of one dispute that are shown. */
  private static final int MOST_PARTS = 16;

  private static final String VALUE = "v";

  private Inquiry() {}

  /**
   * Puts the edit and its questions into the document.
   *
   * @param meeting what met
   * @param opinions what resolvers made of it, in the order of the disputes
   * @param on the decision on the document of now, for its dice
   * @param summary what the edit is, for its sender
   * @return what to journal: the edit waits, or is refused because it cannot
   */
  public static Decided hold(Meeting meeting, List<Opinion> opinions, Decided on, String summary) {
    List<Dispute> disputes = meeting.clashing().disputes();
    if (disputes.size() > MOST) {
      return on.withoutEffects(
          new Outcome.Refused(
              "too-many-conflicts",
              "Others have changed too much of that meanwhile. Look at it again, then edit it.",
              ""));
    }
    List<Question<?>> questions = new ArrayList<>();
    Map<String, Kept.Unit> units = new LinkedHashMap<>();
    for (int i = 0; i < disputes.size(); i++) {
      Dispute dispute = disputes.get(i);
      Opinion opinion = opinions.get(i);
      List<String> to = concerned(meeting, i);
      Question<Offer> question =
          Question.of(
              String.valueOf(i),
              new Audience.Named(Set.copyOf(to)),
              summary(meeting, i),
              offer(meeting, dispute, opinion));
      questions.add(to.isEmpty() ? question : question.within(PATIENCE));
      units.put(
          String.valueOf(i),
          new Kept.Unit(
              dispute.kind(),
              dispute.place(),
              opinion.confidence(),
              dispute.mine(),
              opinion.isSome() ? Optional.of(opinion.changes()) : Optional.empty()));
    }
    String key = Keys.of(meeting.now(), 0);
    Outcome.Pending pending =
        new Outcome.Pending(
            "conflict", "Others have changed the same meanwhile. Those concerned are asked.", key);
    Decided waits =
        new Decided(
            meeting.head(),
            meeting.head(),
            List.of(),
            0,
            on.rolls(),
            pending,
            Optional.of(new Decision.Ask(questions)),
            Optional.empty(),
            Optional.empty(),
            List.of());
    Decided held =
        Asking.hold(
            waits,
            meeting.cause(),
            summary,
            meeting.now(),
            meeting.sight(),
            meeting.version(),
            false);
    if (!(held.outcome() instanceof Outcome.Pending)) {
      return held;
    }
    Object kept = new Kept(meeting.clashing().free(), units).write(meeting.version());
    return held.with(
        List.of(new Effect.Put(Kept.at(key), kept)), meeting.version(), held.outcome());
  }

  private static String summary(Meeting meeting, int index) {
    Participant other = meeting.others().get(index).by();
    return meeting.by().id().equals(other.id())
        ? meeting.by().name() + " changed the same twice. What shall stand?"
        : meeting.by().name() + " and " + other.name() + " changed the same. What shall stand?";
  }

  /** Those of both sides who may see all of it; whoever runs the game is asked in any case. */
  static List<String> concerned(Meeting meeting, int index) {
    List<Pointer> places = places(meeting, meeting.clashing().disputes().get(index));
    Set<String> to = new TreeSet<>();
    for (Participant one : List.of(meeting.by(), meeting.others().get(index).by())) {
      boolean asked = !one.id().isEmpty() && !one.role().runsGame() && one.role() != Role.SPECTATOR;
      if (asked && places.stream().allMatch(at -> maySee(meeting, one, at))) {
        to.add(one.id());
      }
    }
    return List.copyOf(to);
  }

  /** Values with something inside may hold what is not for everyone who sees the place. */
  private static boolean maySee(Meeting meeting, Participant who, Pointer at) {
    Object theirs = Moved.get(meeting.head(), at);
    Object was = Moved.get(meeting.base(), at);
    if (theirs instanceof JsonObject
        || was instanceof JsonObject
        || Moved.get(meeting.ours(), at) instanceof JsonObject) {
      return false;
    }
    if (theirs == null && was == null) {
      return who.id().equals(meeting.by().id());
    }
    return meeting.sight().sees(theirs != null ? meeting.head() : meeting.base(), who, at);
  }

  /** The deepest places that both changed; if there are none, those the edit changes. */
  private static List<Pointer> places(Meeting meeting, Dispute dispute) {
    Pointer place = dispute.place();
    ThreeWay merged =
        ThreeWay.merge(
            in(Moved.get(meeting.base(), place)),
            in(Moved.get(meeting.head(), place)),
            in(dispute.ours()),
            meeting.version());
    List<Pointer> places = new ArrayList<>();
    for (ThreeWay.Clash clash : merged.clashes()) {
      Pointer at = clash.place();
      places.add(place.resolve(Pointer.of(at.keys().subList(1, at.size()))));
    }
    if (places.isEmpty()) {
      dispute.mine().forEach(effect -> places.add(effect.at()));
    }
    return places.subList(0, Math.min(MOST_PARTS, places.size()));
  }

  private static JsonObject in(@Nullable Object value) {
    JsonObject none = JsonObject.empty(0);
    return value == null ? none : none.with(VALUE, value, 0);
  }

  private static Offer offer(Meeting meeting, Dispute dispute, Opinion opinion) {
    JsonObject merged =
        opinion.isSome()
            ? Effects.apply(meeting.head(), opinion.changes(), meeting.version())
            : meeting.head();
    List<Offer.Part> parts = new ArrayList<>();
    boolean both = true;
    for (Pointer at : places(meeting, dispute)) {
      Object theirs = Moved.get(meeting.head(), at);
      Object mine = Moved.get(meeting.ours(), at);
      both &= Both.can(theirs, mine);
      parts.add(
          new Offer.Part(
              at.toString(),
              Optional.ofNullable(Moved.get(meeting.base(), at)),
              Optional.ofNullable(theirs),
              Optional.ofNullable(mine),
              opinion.isSome() ? Optional.ofNullable(Moved.get(merged, at)) : Optional.empty()));
    }
    List<String> choices = new ArrayList<>(List.of(Offer.THEIRS, Offer.MINE));
    if (both) {
      choices.add(Offer.BOTH);
    }
    if (opinion.isSome()) {
      choices.add(Offer.MERGED);
    }
    choices.add(Offer.EDIT);
    return new Offer(
        opinion.isSome() ? Offer.MERGED : Offer.THEIRS,
        choices,
        dispute.kind(),
        opinion.explanation(),
        parts);
  }
}
