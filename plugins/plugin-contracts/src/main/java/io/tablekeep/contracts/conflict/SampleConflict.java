package io.tablekeep.contracts.conflict;

import io.tablekeep.sdk.conflict.Conflict;
import io.tablekeep.sdk.conflict.Side;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A conflict for a test, written down as plain values. Immutable; each method gives another one.
 * What is not said is missing: {@code at("counter", "/actors/bram/hello/leaps").theirs(4)} is a
 * counter that was not there, that one side set to 4 and that the other left alone.
 */
public final class SampleConflict {
  private static final Instant EVENING = Instant.parse("2026-01-31T19:30:00Z");
  private static final Participant ANA = new Participant("ana", "Ana", Role.PLAYER);
  private static final Participant BEN = new Participant("ben", "Ben", Role.PLAYER);

  private final String kind;
  private final Pointer place;
  private final Object around;
  private final @Nullable Object base;
  private final Half theirs;
  private final Half mine;

  private record Half(@Nullable Object value, Participant by, Instant at) {
    Half with(@Nullable Object other) {
      return new Half(other, by, at);
    }
  }

  private SampleConflict(
      String kind, Pointer place, Object around, @Nullable Object base, Half theirs, Half mine) {
    this.kind = kind;
    this.place = place;
    this.around = around;
    this.base = base;
    this.theirs = theirs;
    this.mine = mine;
  }

  /**
   * A conflict of nothing with nothing. Theirs was made by Ana, mine a minute later by Ben, both
   * players.
   *
   * @param kind what sort of fact stands there
   * @param place where, as a JSON pointer
   * @return the conflict
   */
  public static SampleConflict at(String kind, String place) {
    return new SampleConflict(
        kind,
        Pointer.parse(place),
        Map.of(),
        null,
        new Half(null, ANA, EVENING),
        new Half(null, BEN, EVENING.plusSeconds(60)));
  }

  /**
   * With other things in the document.
   *
   * @param document what a document can hold; the place itself is filled in
   * @return the conflict
   */
  public SampleConflict in(Map<String, ?> document) {
    return new SampleConflict(kind, place, Plain.of(document), base, theirs, mine);
  }

  /**
   * With a value that both sides knew.
   *
   * @param value what a document can hold
   * @return the conflict
   */
  public SampleConflict base(Object value) {
    return new SampleConflict(kind, place, around, Plain.of(value), theirs, mine);
  }

  /**
   * With the value that is in the document already.
   *
   * @param value what a document can hold
   * @return the conflict
   */
  public SampleConflict theirs(Object value) {
    return new SampleConflict(kind, place, around, base, theirs.with(Plain.of(value)), mine);
  }

  /**
   * With the value that comes later.
   *
   * @param value what a document can hold
   * @return the conflict
   */
  public SampleConflict mine(Object value) {
    return new SampleConflict(kind, place, around, base, theirs, mine.with(Plain.of(value)));
  }

  /**
   * With somebody else on the side that is in the document already.
   *
   * @param who who did it
   * @param when when they did
   * @return the conflict
   */
  public SampleConflict theirsBy(Participant who, Instant when) {
    return new SampleConflict(kind, place, around, base, new Half(theirs.value, who, when), mine);
  }

  /**
   * With somebody else on the side that comes later.
   *
   * @param who who did it
   * @param when when they did
   * @return the conflict
   */
  public SampleConflict mineBy(Participant who, Instant when) {
    return new SampleConflict(kind, place, around, base, theirs, new Half(mine.value, who, when));
  }

  /**
   * The same with the sides exchanged: what came later was there first.
   *
   * @return the conflict
   */
  public SampleConflict turnedRound() {
    return new SampleConflict(kind, place, around, base, /* theirs= */ mine, /* mine= */ theirs);
  }

  /**
   * The conflict as a resolver gets it.
   *
   * @return nodes over the plain values
   */
  public Conflict conflict() {
    return new Conflict(
        kind,
        place,
        new PlainNode(Pointer.root(), document()),
        new PlainNode(place, base),
        new Side(new PlainNode(place, theirs.value), theirs.by, theirs.at),
        new Side(new PlainNode(place, mine.value), mine.by, mine.at));
  }

  @Nullable Object document() {
    return Applied.put(around, place, 0, theirs.value);
  }

  Pointer place() {
    return place;
  }

  @Nullable Object base() {
    return base;
  }

  @Nullable Object theirs() {
    return theirs.value;
  }

  @Nullable Object mine() {
    return mine.value;
  }

  SampleConflict of(
      String other, @Nullable Object was, @Nullable Object there, @Nullable Object here) {
    return new SampleConflict(other, place, around, was, theirs.with(there), mine.with(here));
  }

  String kind() {
    return kind;
  }

  @Override
  public String toString() {
    return kind
        + " at "
        + place
        + ": base "
        + base
        + ", theirs "
        + theirs.value
        + ", mine "
        + mine.value;
  }
}
