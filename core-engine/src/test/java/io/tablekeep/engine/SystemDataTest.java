package io.tablekeep.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.schema.Range;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A game system's settings, sheets and versions, however they come into the document. */
class SystemDataTest {
  private static final Pointer SETTINGS = Pointer.of("campaign", "settings", "farm");
  private static final Pointer SHEET = Pointer.of("actors", "bram", "farm");

  private final Simulation simulation = new Simulation(3);
  private final InMemoryStore store = new InMemoryStore();
  private Engine engine = start(new Farm(1));

  /** Counts hens; {@code version} migrations each buy one. */
  private record Farm(int version) implements GameSystem {
    record House(@Range(min = 1, max = 9) int hens, String name) {}

    record Sheet(@Range(min = 0, max = 9) int hens) {}

    record Buy() {}

    @Override
    public String id() {
      return "farm";
    }

    @Override
    public void define(SystemDefinition system) {
      system.settings(new House(2, "Hill"));
      system.shape("actors/*/farm", Sheet.class, sheet -> Stream.of());
      system.changed(
          "actors/*/farm/hens",
          (table, before, now) -> Changes.none().say(Audience.everyone(), "Cluck."));
      system.action(
          "buy",
          Buy.class,
          (table, buy) -> {
            House house = table.settings(House.class);
            Node sheet = table.state().at(SHEET);
            return Decision.apply(
                Changes.none()
                    .set(sheet.at("hens"), house.hens())
                    .set(sheet.at("of"), house.name()));
          });
      for (int from = 0; from < version; from++) {
        system.migrate(from, Farm::oneMore);
      }
    }

    private static Changes oneMore(Node document) {
      Node hens = document.at(SHEET).at("hens");
      return hens.exists() ? Changes.none().add(hens, 1) : Changes.none();
    }
  }

  private Engine start(Farm farm) {
    return Engine.start(
        EngineOptions.on(store)
            .withRuntime(simulation.runtime("house"))
            .withSystems(List.of(farm)));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private <T> T await(CompletionStage<T> stage) {
    return simulation.await(stage);
  }

  private Campaign campaign() {
    return await(engine.create("night", Tables.document("farm")));
  }

  private Node document(Campaign campaign) {
    return await(campaign.look());
  }

  private String put(Campaign campaign, Pointer at, Object value) {
    return await(campaign.amend("test", Map.of(), Changes.none().set(at, value))).code();
  }

  private Node bought(Campaign campaign) {
    Seat ada = await(campaign.join("ada", new Deaf()));
    assertEquals("ok", await(ada.act(new Farm.Buy())).code());
    return document(campaign).at(SHEET);
  }

  private static final class Deaf implements SeatListener {
    @Override
    public void welcome(Welcome welcome) {}

    @Override
    public void frame(Frame frame) {}

    @Override
    public void closed(String code, String message) {}
  }

  @Test
  void aCampaignThatHasSetNothingPlaysByTheDefaults() {
    assertEquals(2, bought(campaign()).at("hens").asInt());
  }

  @Test
  void whatACampaignHasSetIsLaidOverTheDefaults() {
    Campaign night = campaign();
    assertEquals("ok", put(night, SETTINGS.child("hens"), 5));
    Node sheet = bought(night);
    assertEquals(5, sheet.at("hens").asInt());
    assertEquals("Hill", sheet.at("of").asText());
  }

  @Test
  void settingsThatNoRuleCouldReadAreRefused() {
    Campaign night = campaign();
    assertEquals("wrong-type", put(night, SETTINGS.child("hens"), "many"));
    assertEquals("out-of-range", put(night, SETTINGS.child("hens"), 10));
    assertEquals("wrong-type", put(night, SETTINGS, List.of()));
    assertEquals(2, bought(night).at("hens").asInt());
  }

  @Test
  void whoActsIsToldWhenACampaignCameInWithSettingsNobodyCanRead() {
    String document =
        new String(Tables.document("farm"), StandardCharsets.UTF_8)
            .replace("\"settings\":{}", "\"settings\":{\"farm\":{\"hens\":\"many\"}}");
    Campaign night = await(engine.create("night", document.getBytes(StandardCharsets.UTF_8)));
    Receipt receipt = await(await(night.join("ada", new Deaf())).act(new Farm.Buy()));
    assertEquals("bad-settings", receipt.code());
    assertEquals("ok", put(night, SETTINGS.child("hens"), 3));
    assertEquals(3, bought(night).at("hens").asInt());
  }

  @Test
  void aSheetKeepsWithinTheBoundsOfItsRecord() {
    Campaign night = campaign();
    assertEquals("ok", put(night, SHEET, new Farm.Sheet(9)));
    assertEquals("out-of-range", put(night, SHEET.child("hens"), 10));
  }

  @Test
  void whatFollowsAnImportMaySaySomething() {
    Campaign night = campaign();
    assertEquals("ok", put(night, SHEET, new Farm.Sheet(1)));
    Node line = document(night).at("chat").children().findFirst().orElseThrow();
    assertEquals("Cluck.", line.at("text").asText());
    assertFalse(line.at("from").exists());
  }

  @Test
  void aNewCampaignIsOfTodaysVersion() {
    assertEquals(1, document(campaign()).at("campaign", "systemVersion").asInt());
  }

  @Test
  void aCampaignFromBeforeThereWereVersionsIsMigratedWhenItComesIn() {
    String old =
        """
        {"id":"night","schema":1,"campaign":{"name":"Old","system":"farm","createdAt":"2026-01-01T00:00:00Z"},
         "actors":{"bram":{"name":"Bram","farm":{"hens":3}}}}
        """;
    Campaign night = await(engine.create("night", old.getBytes(StandardCharsets.UTF_8)));
    assertEquals(4, document(night).at(SHEET).at("hens").asInt());
    assertEquals(1, document(night).at("campaign", "systemVersion").asInt());
  }

  @Test
  void aCampaignIsMigratedWhenItIsOpenedAndOnlyThen() {
    put(campaign(), SHEET, new Farm.Sheet(3));
    engine.close();
    engine = start(new Farm(3));
    Campaign night = await(engine.open("night"));
    assertEquals(5, document(night).at(SHEET).at("hens").asInt());
    assertEquals(3, document(night).at("campaign", "systemVersion").asInt());
    engine.close();
    engine = start(new Farm(3));
    assertEquals(5, document(await(engine.open("night"))).at(SHEET).at("hens").asInt());
  }
}
