package io.tablekeep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.fixture.CampaignFixture;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.branch.Extent;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.ItemRef;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.model.action.ActorRemove;
import io.tablekeep.sdk.model.action.scene.SceneRemove;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.action.world.ItemRemove;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Scope;
import io.tablekeep.sdk.store.StoredEntry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Nearly all of a campaign of 4.65 MB returns, or is merged: still one entry. */
class BigTimeTest {
  private static final Extent ALL = Extent.of(Scope.CAMPAIGN, Optional.empty());
  private static final int PLAIN = 1 << 20;

  private final InMemoryStore store = new InMemoryStore();

  private Engine engine() {
    return Engine.start(
        EngineOptions.on(store).withLimits(Limits.defaults().withActionRate(100_000, 100_000)));
  }

  private static Campaign opened(Engine engine) throws Exception {
    return Tables.get(engine.open("big"));
  }

  private static <T> T await(CompletableFuture<T> future) throws Exception {
    return future.get(60, TimeUnit.SECONDS);
  }

  private static JsonObject root(Campaign campaign) throws Exception {
    return JsonReader.readObject(
        await(campaign.state()).canonical(), JsonReader.Limits.DOCUMENT, 0);
  }

  /** A seat that has its view: while that is being made, what goes by would be too much for it. */
  private static Seat seat(Campaign campaign) throws Exception {
    CompletableFuture<Void> welcomed = new CompletableFuture<>();
    Seat seat =
        await(
            campaign.join(
                "gm",
                new SeatListener() {
                  @Override
                  public void welcome(Welcome welcome) {
                    welcomed.complete(null);
                  }

                  @Override
                  public void frame(Frame frame) {}

                  @Override
                  public void closed(String code, String message) {}
                }));
    await(welcomed);
    return seat;
  }

  private static void act(Seat seat, Record payload) throws Exception {
    Receipt receipt = await(seat.act(payload));
    assertEquals("ok", receipt.code(), payload.getClass() + " " + receipt);
  }

  private int entryBytes(String campaign, long position) throws Exception {
    DocumentId id = DocumentId.campaign(campaign);
    List<StoredEntry> found =
        store
            .read(id, position - 1, 1, 16 << 20)
            .toCompletableFuture()
            .get(60, TimeUnit.SECONDS)
            .items();
    return found.get(0).bytes().length;
  }

  private JsonObject created(Engine engine) throws Exception {
    JsonObject document =
        (JsonObject) Records.write(CampaignFixture.campaign(7, CampaignFixture.BIG, 6), 1);
    return root(await(engine.create("big", JsonWriter.bytes(document))));
  }

  @Test
  void whatWasTakenOutOfABigCampaignReturnsInOneEntry() throws Exception {
    JsonObject then;
    long version;
    try (Engine engine = engine()) {
      then = created(engine);
      Campaign campaign = opened(engine);
      version = await(campaign.state()).version();
      Seat seat = seat(campaign);
      // One after the other: of one seat only so many may wait.
      for (String actor : ((JsonObject) then.get("actors")).keys()) {
        act(seat, new ActorRemove(new ActorRef(actor)));
      }
      for (String item : ((JsonObject) then.get("items")).keys()) {
        act(seat, new ItemRemove(new ItemRef(item)));
      }
      for (String map : ((JsonObject) then.get("maps")).keys()) {
        if (!map.equals(CampaignFixture.MAP.id())) {
          act(seat, new SceneRemove(new MapRef(map)));
        }
      }
      assertTrue(JsonWriter.bytes(root(campaign)).length < 1_500_000);
      HistoryReturn wish = HistoryReturn.campaign(version);
      String told =
          new String(
              await(campaign.past().time("gm", new TimeQuery.Returning(wish))),
              StandardCharsets.UTF_8);
      assertTrue(told.endsWith("\"fits\":true}"), told.substring(told.length() - 200));
      long before = await(campaign.state()).version();
      Seat fresh = seat(campaign);
      long since = System.nanoTime();
      act(fresh, wish);
      long millis = (System.nanoTime() - since) / 1_000_000;
      assertEquals(before + 1, await(campaign.state()).version(), "one entry");
      int bytes = entryBytes("big", before + 1);
      System.out.printf(
          "returned to a campaign of %,d bytes in %,d ms by an entry of %,d bytes%n",
          CampaignFixture.BIG, millis, bytes);
      assertTrue(bytes < 4 << 20, bytes + " bytes");
      assertEquals(ALL.part(then), ALL.part(root(campaign)));
      // A seat that does not take so much at once is given up and comes again; the way back is as
      // long.
      act(seat(campaign), HistoryReturn.campaign(before));
      assertNull(Trees.get(root(campaign), "items", "nobody"));
      assertEquals(0, ((JsonObject) root(campaign).get("actors")).size());
      act(seat(campaign), HistoryReturn.campaign(version));
    }
    // Replay is the same as live, and asks nobody.
    try (Engine engine = engine()) {
      assertEquals(ALL.part(then), ALL.part(root(opened(engine))));
    }
  }

  @Test
  void aBranchWithMegabytesOfItsOwnIsMergedInOneEntry() throws Exception {
    SplittableRandom random = new SplittableRandom(11);
    JsonObject merged;
    try (Engine engine = engine()) {
      JsonObject then = created(engine);
      Campaign campaign = opened(engine);
      Seat seat = seat(campaign);
      act(seat, new BranchCreate("What if", 0));
      String key = ((JsonObject) root(campaign).get("branches")).keys().get(0);
      Campaign branch = await(engine.branch("big", "gm", key).thenCompose(engine::open));
      Seat there = seat(branch);
      List<String> actors = ((JsonObject) then.get("actors")).keys();
      for (String actor : actors.subList(0, 60)) {
        act(there, noted(actor, words(random, 45_000)));
      }
      act(seat, noted(actors.get(100), "Written here."));
      long before = await(campaign.state()).version();
      act(seat, BranchMerge.of(key, Map.of()));
      assertEquals(before + 1, await(campaign.state()).version(), "one entry");
      int bytes = entryBytes("big", before + 1);
      System.out.printf("merged 2,700,000 bytes by an entry of %,d bytes%n", bytes);
      assertTrue(bytes < 4 << 20, bytes + " bytes");
      merged = root(campaign);
      assertEquals("Written here.", Trees.get(merged, "actors", actors.get(100), "notes"));
      JsonObject other = root(branch);
      for (String actor : actors.subList(0, 60)) {
        assertEquals(
            Trees.get(other, "actors", actor, "notes"),
            Trees.get(merged, "actors", actor, "notes"));
      }
    }
    try (Engine engine = engine()) {
      assertEquals(merged, root(opened(engine)));
    }
  }

  @Test
  void whatNoEntryOfTheStoreCanHoldIsRefusedAndToldBefore() throws Exception {
    SplittableRandom random = new SplittableRandom(12);
    try (Engine engine = engine()) {
      JsonObject then = created(engine);
      Campaign campaign = opened(engine);
      Seat seat = seat(campaign);
      act(seat, new BranchCreate("Noise", 0));
      String key = ((JsonObject) root(campaign).get("branches")).keys().get(0);
      Seat there = seat(await(engine.branch("big", "gm", key).thenCompose(engine::open)));
      for (String actor : ((JsonObject) then.get("actors")).keys().subList(0, 140)) {
        act(there, noted(actor, noise(random, 60_000)));
      }
      BranchMerge wish = BranchMerge.of(key, Map.of());
      String told =
          new String(
              await(campaign.past().time("gm", new TimeQuery.Merging(wish))),
              StandardCharsets.UTF_8);
      assertTrue(told.endsWith("\"fits\":false}"), told.substring(told.length() - 200));
      long before = await(campaign.state()).version();
      assertEquals("entry-too-large", await(seat.act(wish)).code());
      assertEquals(before, await(campaign.state()).version());
      act(seat, noted(((JsonObject) then.get("actors")).keys().get(0), "The table goes on."));
      assertTrue(entryBytes("big", before + 1) < PLAIN);
    }
  }

  private static ActorEdit noted(String actor, String notes) {
    return new ActorEdit(
        new ActorRef(actor),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(notes),
        Optional.empty(),
        Set.of());
  }

  private static String words(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      for (int i = 2 + random.nextInt(8); i > 0; i--) {
        text.append((char) ('a' + random.nextInt(26)));
      }
      text.append(' ');
    }
    return text.toString();
  }

  private static String noise(SplittableRandom random, int length) {
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (' ' + 1 + random.nextInt(94)));
    }
    return text.toString().replace('"', 'q').replace('\\', 'b');
  }
}
