package io.tablekeep.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.contracts.Seed;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.rules.ActionRule;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.engine.state.bind.Records.UnknownKeys;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.schema.Component;
import io.tablekeep.sdk.schema.Constraints;
import io.tablekeep.sdk.schema.RecordShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What holds for every declared action, found by generated payloads at a rich table. */
class EveryActionTest {
  private static final long SEED = Seed.of("EveryActionTest", 20260101L);

  @Test
  void theRichTableIsAValidCampaign() {
    CampaignDocument typed =
        Records.read(RichTable.root(), CampaignDocument.class, UnknownKeys.IGNORED);
    assertEquals(List.of(), Constraints.check(typed));
  }

  @Test
  void everyActionAcceptsAGeneratedPayloadFromEveryRoleThatMaySendIt() {
    SplittableRandom random = new SplittableRandom(SEED);
    TreeSet<String> never = new TreeSet<>();
    TreeSet<String> accepted = new TreeSet<>();
    for (Participant by : RichTable.ALL) {
      for (ActionRule rule : new Desk().generator.open(by)) {
        String name = by.role() + " " + rule.name();
        if (!accepted.contains(name)) {
          (isEverAccepted(rule, by, random) ? accepted : never).add(name);
        }
      }
    }
    never.removeAll(accepted);
    assertEquals(new TreeSet<>(), never, "seed " + SEED);
  }

  private static boolean isEverAccepted(ActionRule rule, Participant by, SplittableRandom random) {
    for (int i = 0; i < 300; i++) {
      Desk desk = new Desk();
      if (desk.act(by, desk.generator.make(rule, desk.root(), by, random).payload())
          instanceof Outcome.Applied) {
        return true;
      }
    }
    return false;
  }

  @Test
  void aLongEveningOfAnyActionsKeepsTheDocumentValidAndMostAreAccepted() {
    SplittableRandom random = new SplittableRandom(SEED);
    Desk desk = new Desk();
    int accepted = 0;
    int sent = 0;
    TreeMap<String, Integer> refused = new TreeMap<>();
    int all = 2_000;
    for (int i = 0; i < all; i++) {
      Participant by = RichTable.ALL.get(random.nextInt(4));
      if (Trees.get(desk.root(), "participants", by.id()) == null) {
        continue; // sent away; the loop lets nobody act who is not at the table
      }
      sent++;
      ActionGenerator.Made made = desk.generator.next(desk.root(), by, random).orElseThrow();
      Outcome outcome = desk.act(by, made.payload());
      if (outcome instanceof Outcome.Applied) {
        accepted++;
      } else if (outcome instanceof Outcome.Refused no) {
        refused.merge(made.rule().name() + ' ' + no.code(), 1, Integer::sum);
      }
      if (i % 100 == 0) {
        assertValid(desk);
      }
    }
    assertValid(desk);
    assertTrue(accepted > sent / 2, "seed " + SEED + ": " + accepted + " of " + sent + refused);
    assertTrue(sent > all / 4, "seed " + SEED + ": only " + sent + " were left to act");
  }

  private static void assertValid(Desk desk) {
    CampaignDocument typed = Records.read(desk.root(), CampaignDocument.class, UnknownKeys.IGNORED);
    assertEquals(List.of(), Constraints.check(typed), "seed " + SEED);
  }

  @Test
  void whatIsHiddenIsRefusedExactlyLikeWhatDoesNotExist() {
    SplittableRandom random = new SplittableRandom(SEED);
    int compared = 0;
    Desk desk = new Desk();
    for (ActionRule rule : desk.generator.open(RichTable.ADA)) {
      for (Component component : RecordShape.of(rule.payload()).components()) {
        if (component.type() instanceof Class<?> type && Ref.class.isAssignableFrom(type)) {
          compared += compare(desk, rule, component, type, random);
        }
      }
    }
    assertTrue(compared > 30, "only " + compared);
  }

  private static int compare(
      Desk desk, ActionRule rule, Component component, Class<?> type, SplittableRandom random) {
    int compared = 0;
    for (Ref hidden : ActionGenerator.all(type, desk.root())) {
      if (!desk.views.sees(desk.root(), RichTable.ADA, hidden.pointer())) {
        Record base = desk.generator.make(rule, desk.root(), RichTable.ADA, random).payload();
        Outcome toHidden = desk.act(RichTable.ADA, with(base, component, hidden));
        Outcome toNothing =
            desk.act(RichTable.ADA, with(base, component, ActionGenerator.missing(type)));
        assertEquals(toNothing, toHidden, rule.name() + " " + hidden);
        assertInstanceOf(Outcome.Refused.class, toHidden, rule.name() + " " + hidden);
        compared++;
      }
    }
    return compared;
  }

  private static Record with(Record base, Component changed, Ref ref) {
    List<Object> values = new ArrayList<>();
    for (Component each : RecordShape.of(base.getClass()).components()) {
      Object other = each.isOptional() ? Optional.of(ref) : ref;
      values.add(each.name().equals(changed.name()) ? other : each.get(base));
    }
    return RecordShape.of(base.getClass()).create(values.toArray());
  }

  @Test
  void whatIsNotTheirsIsRefusedExactlyLikeWhatDoesNotExist() {
    SplittableRandom random = new SplittableRandom(SEED);
    Desk desk = new Desk();
    int compared = 0;
    for (ActionRule rule : desk.generator.open(RichTable.ADA)) {
      for (Component component : RecordShape.of(rule.payload()).components()) {
        if (component.annotation(io.tablekeep.sdk.game.Mine.class).isPresent()
            && component.type() instanceof Class<?> type) {
          Record base = desk.generator.make(rule, desk.root(), RichTable.BEN, random).payload();
          Outcome foreign = desk.act(RichTable.ADA, base);
          Outcome missing =
              desk.act(RichTable.ADA, with(base, component, ActionGenerator.missing(type)));
          assertInstanceOf(Outcome.Refused.class, missing, rule.name());
          boolean named = !Optional.empty().equals(component.get(base));
          if (named
              && foreign instanceof Outcome.Refused no
              && no.field().equals('/' + component.name())) {
            assertEquals(missing, foreign, rule.name());
            compared++;
          }
        }
      }
    }
    assertTrue(compared > 5, "only " + compared);
  }

  @Test
  void spectatorsChangeNothingButTheirOwnPlaceAndEveryActionSaysWhatItDoes() {
    for (ActionRule rule : TableSystem.rules().actions()) {
      boolean themselves = rule.name().startsWith("participant.");
      assertTrue(themselves || !rule.roles().contains(Role.SPECTATOR), rule.name());
      assertTrue(rule.roles().contains(Role.GM), rule.name());
      assertTrue(!rule.description().isEmpty(), rule.name());
    }
  }

  @Test
  void theSameSeedMakesTheSameActions() {
    assertEquals(some(new SplittableRandom(SEED)), some(new SplittableRandom(SEED)));
  }

  private static List<String> some(SplittableRandom random) {
    Desk desk = new Desk();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      ActionGenerator.Made one =
          desk.generator.next(desk.root(), RichTable.ADA, random).orElseThrow();
      made.add(one.rule().name() + Canonical.hash(one.tree()));
    }
    return made;
  }
}
