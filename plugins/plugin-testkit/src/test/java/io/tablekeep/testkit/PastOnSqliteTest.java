package io.tablekeep.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.Moment;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatOptions;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.plugin.sqlite.SqliteStore;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.TokenMove;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The past of a big campaign on the real store: what it costs, and that it is as it was. */
class PastOnSqliteTest {
  private static final byte[] KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final int ENTRIES = 10_000;

  /** How long a page of a warm log may take here, where others may be at work too. */
  private static final double MILLIS = 250;

  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void pagesOfABigCampaignAreQuickAndLeadToThePresent(@TempDir Path folder) throws Exception {
    byte[] json =
        new JsonMapper().writeValueAsBytes(CampaignFixture.campaign(1, CampaignFixture.BIG, 6));
    try (SqliteStore store = SqliteStore.open(folder.resolve("past.db"))) {
      Engine engine = start(store);
      Campaign campaign = engine.create("big", json).join();
      play(campaign);
      measure(campaign, "in play");
      engine.close();
      engine = start(store);
      campaign = engine.open("big").join();
      List<Double> states = states(campaign, "after a restart", Pointer.of("maps", "m1"));
      states(campaign, "then", Pointer.root());
      assertTrue(states.get(30) < MILLIS, "half the states take " + states);
      List<Double> cold = measure(campaign, "after those");
      assertTrue(cold.get(cold.size() / 2) < MILLIS, "half the pages take " + cold);
      leadsToThePresent(campaign, "p1");
      leadsToThePresent(campaign, "gm");
      engine.close();
    }
  }

  private static Engine start(SqliteStore store) {
    return Engine.start(
        EngineOptions.on(store)
            .withLimits(Limits.defaults().withActionRate(1_000_000, 1_000_000))
            .withSeats(SeatOptions.defaults().withSeal(KEY)));
  }

  /** Moves of what all see and of what the game master sees alone, and some talk. */
  private void play(Campaign campaign) {
    Deaf deaf = new Deaf();
    Seat gm = campaign.join("gm", deaf).join();
    // While the view of so much is being made, only so many receipts are kept for it.
    deaf.welcomed.join();
    List<CompletableFuture<Receipt>> open = new ArrayList<>();
    for (int i = 0; i < ENTRIES; i++) {
      Point to = new Point(20 + random.nextInt(80) / 4.0, 20 + random.nextInt(80) / 4.0);
      int n = 1 + random.nextInt(6);
      Record action =
          i % 20 == 0
              ? new ChatSay("line " + i)
              : new TokenMove(
                  i % 3 == 0 ? new TokenRef("m1", "o%02d".formatted(n)) : CampaignFixture.token(n),
                  to);
      open.add(gm.act(action));
      if (open.size() >= 50) {
        open.forEach(CompletableFuture::join);
        open.clear();
      }
    }
    open.forEach(CompletableFuture::join);
    gm.leave();
  }

  /** All pages of fifty from the newest to the first, in milliseconds each, sorted. */
  private static List<Double> measure(Campaign campaign, String when) {
    List<Double> half = List.of();
    for (String who : List.of("gm", "p1")) {
      List<Double> took = new ArrayList<>();
      int lines = 0;
      String before = "";
      do {
        long begin = System.nanoTime();
        JsonObject page =
            page(campaign, who, before.isEmpty() ? Map.of() : Map.of("before", before));
        took.add((System.nanoTime() - begin) / 1e6);
        lines += ((JsonArray) page.get("lines")).size();
        before = page.get("older") instanceof String older ? older : "";
      } while (!before.isEmpty());
      double first = took.get(0);
      double all = took.stream().mapToDouble(t -> t).sum();
      took.sort(null);
      long begin = System.nanoTime();
      campaign.past().state(who, new Moment.Line(middle(campaign, who)), Pointer.of("maps")).join();
      System.out.printf(
          "%s, %s: %d lines in %d pages of 50: first %.1f ms, half within %.1f, 99%% within %.1f,"
              + " longest %.1f, all %.0f ms; a state of the past %.1f ms%n",
          when,
          who,
          lines,
          took.size(),
          first,
          took.get(took.size() / 2),
          took.get(took.size() * 99 / 100),
          took.get(took.size() - 1),
          all,
          (System.nanoTime() - begin) / 1e6);
      half = took;
    }
    return half;
  }

  /** The document at any version, in an order in which no reading helps the next one much. */
  private List<Double> states(Campaign campaign, String when, Pointer at) {
    List<Double> took = new ArrayList<>();
    List<Double> busy = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      long version = 1L + random.nextInt(ENTRIES);
      long work = cpu();
      long begin = System.nanoTime();
      byte[] state = campaign.past().state("gm", new Moment.Version(version), at).join();
      took.add((System.nanoTime() - begin) / 1e6);
      busy.add((cpu() - work) / 1e6);
      assertTrue(state.length > 0);
    }
    System.out.printf(
        "%s, %s at any of %d versions: ms %s; of CPU %s%n",
        when, at.isRoot() ? "everything" : at.toString(), ENTRIES, told(took), told(busy));
    took.sort(null);
    return took;
  }

  /** On a machine where others are at work, what was done tells more than how long it took. */
  private static long cpu() {
    return ProcessHandle.current().info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
  }

  private static String told(List<Double> each) {
    List<Double> sorted = new ArrayList<>(each);
    sorted.sort(null);
    return "first %.1f, half within %.1f, 95 %% within %.1f, longest %.1f"
        .formatted(
            each.get(0),
            sorted.get(sorted.size() / 2),
            sorted.get(sorted.size() * 95 / 100),
            sorted.get(sorted.size() - 1));
  }

  private static String middle(Campaign campaign, String who) {
    JsonObject page = page(campaign, who, Map.of("limit", "100"));
    return (String) ((JsonObject) ((JsonArray) page.get("lines")).get(50)).get("id");
  }

  private static JsonObject page(Campaign campaign, String who, Map<String, String> words) {
    return read(campaign.past().log(who, LogQuery.of(words)).join());
  }

  private static JsonObject read(byte[] json) {
    return JsonReader.readObject(json, JsonReader.Limits.DOCUMENT, 0);
  }

  private static void leadsToThePresent(Campaign campaign, String who) {
    List<JsonObject> lines = new ArrayList<>();
    JsonObject page = page(campaign, who, Map.of("limit", "100"));
    while (true) {
      JsonArray some = (JsonArray) page.get("lines");
      for (int i = 0; i < some.size(); i++) {
        lines.add((JsonObject) some.get(i));
      }
      if (!(page.get("older") instanceof String older)) {
        break;
      }
      page = page(campaign, who, Map.of("limit", "100", "before", older));
    }
    JsonObject begin = lines.get(lines.size() - 1);
    assertEquals(true, begin.get("begins"));
    Moment first = new Moment.Line((String) begin.get("id"));
    JsonObject view =
        (JsonObject) read(campaign.past().state(who, first, Pointer.root()).join()).get("state");
    for (int i = lines.size() - 2; i >= 0; i--) {
      JsonObject line = lines.get(i);
      if (line.toString().contains("\"cut\":true")) {
        line = read(campaign.past().line(who, (String) line.get("id")).join());
      }
      JsonArray changes = (JsonArray) line.get("changes");
      for (int j = 0; j < changes.size(); j++) {
        JsonObject change = (JsonObject) changes.get(j);
        Pointer at = Pointer.parse((String) change.get("path"));
        Object after = change.get("after");
        view = after == null ? Trees.remove(view, at, 0) : Trees.put(view, at, after, 0);
      }
    }
    JsonObject now = read(campaign.look(who, Pointer.root()).join().json());
    assertEquals(now.toString(), view.toString(), who);
  }

  /** Hears nothing but that it is welcome. */
  private static final class Deaf implements SeatListener {
    final CompletableFuture<Void> welcomed = new CompletableFuture<>();

    @Override
    public void welcome(Welcome welcome) {
      welcomed.complete(null);
    }

    @Override
    public void frame(Frame frame) {}

    @Override
    public void closed(String code, String message) {}
  }
}
