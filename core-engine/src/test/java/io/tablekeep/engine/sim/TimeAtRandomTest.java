package io.tablekeep.engine.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.branch.Extent;
import io.tablekeep.engine.dice.check.DiceCheck;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.BranchMerge.Take;
import io.tablekeep.sdk.model.time.BranchRemove;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.state.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Evenings of anything, at which the table goes back, branches are played and merged, and the host
 * is closed in between: all seats see what the server has for them, what is read again is what was
 * played, and the dice are sound.
 */
class TimeAtRandomTest {
  private static final long SEED = Seed.of("TimeAtRandomTest", 20261122L);
  private static final int EVENINGS = 12;
  private static final int STEPS = 80;
  private static final List<Scope> SCOPES =
      List.of(Scope.CAMPAIGN, Scope.CAMPAIGN, Scope.SESSION, Scope.USER);
  private static final List<Take> TAKES = List.of(Take.THEIRS, Take.MINE, Take.BOTH);

  private final TreeMap<String, Integer> counts = new TreeMap<>();

  @Test
  void whateverIsDoneToTimeEverySeatAndEveryReplayAgree() {
    for (int i = 0; i < EVENINGS; i++) {
      try {
        play(SEED + i);
      } catch (RuntimeException | AssertionError failure) {
        throw new AssertionError("seed " + (SEED + i) + ": " + failure.getMessage(), failure);
      }
    }
    System.out.println("TimeAtRandomTest: " + counts);
    for (String often : List.of("return ok", "branch ok", "open", "merge ok", "choice")) {
      assertTrue(counts.getOrDefault(often, 0) > EVENINGS / 2, often + " in " + counts);
    }
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }

  private void play(long seed) {
    PastEvening evening = new PastEvening(seed);
    SplittableRandom random = new SplittableRandom(seed);
    sitDown(evening);
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(12)) {
        case 0 -> back(evening, random);
        case 1 -> branch(evening, random);
        case 2 -> playBranch(evening, random);
        case 3 -> merge(evening, random);
        case 4 -> {
          if (random.nextInt(6) == 0) {
            evening.restart();
            sitDown(evening);
            count("restart");
          }
        }
        case 5, 6 -> evening.act(RichTable.GM, named(evening.root(), random));
        default -> evening.actAny();
      }
      agree(evening);
    }
    JsonObject live = evening.root();
    assertEquals(
        List.of(),
        Constraints.check(Records.read(live, CampaignDocument.class, UnknownKeys.IGNORED)));
    dice(evening.campaign, evening);
    evening.restart();
    assertEquals(live, evening.root(), "read again");
  }

  /** Some actor gets some other name: what both sides do to the same few. */
  private static ActorEdit named(JsonObject root, SplittableRandom random) {
    List<String> actors = root.get("actors") instanceof JsonObject all ? all.keys() : List.of();
    String actor = actors.isEmpty() ? "none" : actors.get(random.nextInt(actors.size()));
    return new ActorEdit(
        new ActorRef(actor),
        Optional.of("Name " + random.nextInt(1_000)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  private static void sitDown(PastEvening evening) {
    evening.sitDown(RichTable.ALL.toArray(new Participant[0]));
  }

  private static void agree(PastEvening evening) {
    evening.mirrors.forEach(
        (who, mirror) ->
            assertEquals(
                PastEvening.read(evening.get(evening.campaign.look(who, Pointer.root())).json())
                    .toString(),
                mirror.view().toString(),
                who));
  }

  private static void dice(Campaign campaign, PastEvening evening) {
    DiceCheck check = new DiceCheck(campaign.id().id());
    long newest = 1;
    for (long epoch = 1; epoch <= newest; epoch++) {
      JsonObject told = PastEvening.read(evening.get(campaign.past().dice("gm", epoch)));
      newest = (Long) told.get("newest");
      check.see(told);
    }
    assertEquals(List.of(), check.report().faults());
  }

  private static long version(PastEvening evening) {
    return evening.get(evening.campaign.state()).version();
  }

  private void back(PastEvening evening, SplittableRandom random) {
    long now = version(evening);
    long to = 1 + random.nextLong(now);
    Scope scope = SCOPES.get(random.nextInt(SCOPES.size()));
    Optional<ParticipantRef> of =
        scope == Scope.USER
            ? Optional.of(new ParticipantRef(random.nextBoolean() ? "ada" : "ben"))
            : Optional.empty();
    HistoryReturn wish =
        new HistoryReturn(
            to, scope, of, random.nextBoolean() ? now : 0, random.nextBoolean(), Optional.empty());
    JsonObject preview =
        PastEvening.read(
            evening.get(evening.campaign.past().time("gm", new TimeQuery.Returning(wish))));
    Object stays = evening.root().get("participants");
    Receipt receipt = evening.act(RichTable.GM, wish);
    count("return " + receipt.code());
    boolean changes = ((JsonArray) preview.get("changes")).size() > 0;
    boolean depend = ((JsonArray) preview.get("dependents")).size() > 0;
    String expected =
        !changes ? "nothing-to-return" : depend && !wish.anyway() ? "others-depend" : "ok";
    assertEquals(expected, receipt.code(), wish + " " + preview);
    if (receipt.code().equals("ok") && scope == Scope.CAMPAIGN) {
      Extent all = Extent.of(scope, Optional.empty());
      JsonObject then = (JsonObject) evening.state("gm", new Moment.Version(to), "").get("state");
      JsonObject root = evening.root();
      // What players see from where they stand again is explored, and files stay.
      assertEquals(
          plain(all.part(then)), plain(all.part(root)), "return to " + to + " from " + now);
      assertEquals(stays, root.get("participants"));
    }
  }

  private static JsonObject plain(JsonObject part) {
    JsonObject plain = part;
    for (String key : List.of("assets", "explored")) {
      plain = plain.has(key) ? plain.without(key, 0) : plain;
    }
    return plain;
  }

  private void branch(PastEvening evening, SplittableRandom random) {
    long at = random.nextBoolean() ? 0 : 1 + random.nextLong(version(evening));
    count("branch " + evening.act(RichTable.GM, new BranchCreate("Branch", at)).code());
    if (random.nextInt(5) == 0) {
      List<String> all = keys(evening);
      evening.act(RichTable.GM, new BranchRemove(all.get(random.nextInt(all.size()))));
    }
  }

  private static List<String> keys(PastEvening evening) {
    return evening.root().get("branches") instanceof JsonObject all ? all.keys() : List.of();
  }

  private void playBranch(PastEvening evening, SplittableRandom random) {
    List<String> all = keys(evening);
    if (all.isEmpty()) {
      return;
    }
    String key = all.get(random.nextInt(all.size()));
    Campaign branch =
        evening.get(evening.engine.branch("night", "gm", key).thenCompose(evening.engine::open));
    count("open");
    JsonObject root = PastEvening.read(evening.get(branch.state()).canonical());
    assertEquals("night", Trees.get(root, "branchOf", "campaign"));
    Map<String, Seat> seats = new LinkedHashMap<>();
    Map<String, Mirror> mirrors = new LinkedHashMap<>();
    for (Participant who : List.of(RichTable.GM, RichTable.ADA)) {
      Mirror mirror = new Mirror();
      SeatRequest request = SeatRequest.first(who.id(), "desk").opening(List.of(Pointer.root()));
      seats.put(who.id(), evening.get(branch.join(request, mirror.connection(Integer.MAX_VALUE))));
      mirrors.put(who.id(), mirror);
    }
    evening.get(seats.get("gm").act(named(root, random)));
    evening.get(seats.get("gm").act(named(root, random)));
    for (int i = 0; i < 6; i++) {
      Participant who = i % 3 == 0 ? RichTable.ADA : RichTable.GM;
      JsonObject now = PastEvening.read(evening.get(branch.state()).canonical());
      evening
          .generator
          .next(now, who, random)
          .ifPresent(made -> evening.get(seats.get(who.id()).act(made.payload())));
    }
    evening.simulation.runUntilIdle();
    mirrors.forEach(
        (who, mirror) ->
            assertEquals(
                PastEvening.read(evening.get(branch.look(who, Pointer.root())).json()).toString(),
                mirror.view().toString(),
                who + " in the branch"));
    dice(branch, evening);
    seats.values().forEach(Seat::leave);
  }

  private void merge(PastEvening evening, SplittableRandom random) {
    List<String> all = keys(evening);
    if (all.isEmpty()) {
      return;
    }
    String key = all.get(random.nextInt(all.size()));
    BranchMerge bare = BranchMerge.of(key, Map.of());
    JsonObject preview =
        PastEvening.read(
            evening.get(evening.campaign.past().time("gm", new TimeQuery.Merging(bare))));
    Map<String, Take> choices = new LinkedHashMap<>();
    JsonArray conflicts = (JsonArray) preview.get("conflicts");
    for (int i = 0; i < conflicts.size(); i++) {
      JsonObject each = (JsonObject) conflicts.get(i);
      boolean both = each.has("both");
      choices.put((String) each.get("path"), TAKES.get(random.nextInt(both ? 3 : 2)));
      count("choice");
    }
    long before = version(evening);
    if (!choices.isEmpty()) {
      assertEquals("merge-conflicts", evening.act(RichTable.GM, bare).code());
    }
    BranchMerge wish =
        new BranchMerge(
            key,
            (Long) preview.get("tip"),
            (Long) preview.get("head"),
            Scope.CAMPAIGN,
            Optional.empty(),
            choices,
            Map.of(),
            List.of());
    Receipt receipt = evening.act(RichTable.GM, wish);
    count("merge " + receipt.code());
    assertTrue(
        receipt.code().equals("ok") || receipt.code().equals("nothing-to-merge"),
        receipt + " " + preview);
    assertEquals(before + (choices.isEmpty() ? 1 : 2), version(evening));
    if (receipt.code().equals("ok")) {
      assertEquals(
          "nothing-to-merge",
          evening.act(RichTable.GM, bare).code(),
          "a second time there is nothing");
    }
  }
}
