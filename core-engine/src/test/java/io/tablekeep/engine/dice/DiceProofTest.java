package io.tablekeep.engine.dice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.dice.check.DiceFault;
import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.RollProof;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.model.action.ActorCreate;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.ChatSay;
import io.tablekeep.sdk.model.action.SessionEnd;
import io.tablekeep.sdk.model.action.SessionStart;
import io.tablekeep.sdk.model.time.HistoryReturn;
import io.tablekeep.sdk.model.world.Actor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session's dice verify, whatever is done at the table, and nothing can be changed unseen. */
class DiceProofTest {
  private final DiceTable table;

  DiceProofTest() throws Exception {
    table = new DiceTable();
  }

  @AfterEach
  void close() {
    table.close();
  }

  private void evening() throws Exception {
    table.ok("gm", new SessionStart());
    assertEquals("ok", table.nonce("ada", "ada-ada-ada-ada-1").code());
    assertEquals("ok", table.nonce("ben", "ben-ben-ben-ben-1").code());
    table.open("ada", "4d6kh3+2");
    table.hidden("gm", "1d20", false);
    table.hidden("ada", "2d6!", false);
    table.hidden("ben", "1d100", true);
    table.hidden("ada", "1d8", false, "ben");
    table.open("gm", "4dF+dF.1+d%");
    table.act("ada", new Gamblers.Gamble(Gamblers.How.REFUSE));
    table.act("ada", new Gamblers.Gamble(Gamblers.How.THROW));
    table.act("ada", new Gamblers.Gamble(Gamblers.How.HANG));
    table.ok("ada", new Gamblers.Gamble(Gamblers.How.OWNER));
    table.ok("ben", new ChatSay("Luck falls where nobody sees."));
    ask(Gamblers.How.ASK, "ada");
    for (int i = 0; i < 20; i++) {
      table.act("ben", io.tablekeep.sdk.model.action.DiceRoll.of("1/(d2-1)"));
    }
    table.open("ben", "1d20");
    table.ok("gm", new SessionEnd());
  }

  private void ask(Gamblers.How how, String who) throws Exception {
    assertEquals("waits", table.act(who, new Gamblers.Gamble(how)).code());
    String key = table.campaign.look().get().at("asks").keys().iterator().next();
    table.ok("gm", new AskAnswer(key, "more", Map.of("yes", true)));
  }

  private List<Rolled> rolls() throws Exception {
    return table.journal().stream().flatMap(entry -> entry.rolls().stream()).toList();
  }

  private static List<String> codes(DiceReport report) {
    return report.faults().stream().map(DiceFault::code).distinct().toList();
  }

  @Test
  void anEveningOfAllSortsOfDiceVerifiesFromItsJournal() throws Exception {
    evening();
    DiceReport report = DiceTable.check(table.journal());
    assertEquals(List.of(), report.faults());
    DiceReport.Epoch session = report.epochs().get(1);
    assertEquals("revealed", session.state());
    assertEquals(2, session.nonces());
    assertEquals(session.rolls(), session.proven());
    assertTrue(session.rolls() > 30, session.toString());
    assertEquals("open", report.epochs().get(2).state());
    Set<String> streams = new TreeSet<>();
    rolls().forEach(rolled -> rolled.proof().ifPresent(proof -> streams.add(proof.stream())));
    assertEquals(Set.of("public", "gm", "blind", "to:gm", "to:ada", "to:ada,ben"), streams);
  }

  @Test
  void whatFellForActionsThatCameToNothingIsJournaled() throws Exception {
    evening();
    Map<String, Rolled> byName = new HashMap<>();
    Map<String, String> outcomes = new HashMap<>();
    for (Entry entry : table.journal()) {
      for (Rolled rolled : entry.rolls()) {
        byName.put(rolled.what(), rolled);
        outcomes.put(rolled.what(), entry.outcome().code());
      }
    }
    assertEquals("no", outcomes.get("pity"));
    assertEquals("rule-failed", outcomes.get("oops"));
    assertEquals("rule-timeout", outcomes.get("slow"));
    assertEquals(4, byName.get("slow").roll().faces().size());
    List<Rolled> broken = rolls().stream().filter(r -> !r.failed().isEmpty()).toList();
    assertFalse(broken.isEmpty(), "twenty coins fell on heads");
    broken.forEach(rolled -> assertEquals(List.of(1L), rolled.roll().faces()));
    broken.forEach(rolled -> assertEquals("dice-number", rolled.failed()));
  }

  @Test
  void decidingAgainUsesTheDiceAgainAndSaysWhichTheyWere() throws Exception {
    table.ok("gm", new SessionStart());
    ask(Gamblers.How.ASK, "ada");
    List<Rolled> hits = rolls().stream().filter(r -> r.what().equals("hit")).toList();
    assertEquals(2, hits.size());
    assertEquals(hits.get(0).roll().faces(), hits.get(1).roll().faces().subList(0, 2));
    assertEquals(
        hits.get(0).proof().orElseThrow().ref(),
        hits.get(1).proof().orElseThrow().again().orElseThrow());
    ask(Gamblers.How.AGAIN_BEFORE_ALL, "ada");
    table.ok("gm", new SessionEnd());
    assertEquals(List.of(), DiceTable.check(table.journal()).faults());
    String told = new String(table.campaign.past().dice("ben", 2).get(), StandardCharsets.UTF_8);
    assertFalse(told.contains("\"gm\""), "who sees the second is told of the first: " + told);
    assertEquals(List.of(), table.checked("ben", 2).faults());
  }

  @Test
  void eachSeatChecksWhatItMaySeeAndFindsItsNumbersWithoutAGap() throws Exception {
    evening();
    for (String who : List.of("gm", "ada", "ben")) {
      for (long epoch = 1; epoch <= 3; epoch++) {
        assertEquals(List.of(), table.checked(who, epoch).faults(), who + " epoch " + epoch);
      }
    }
    String ada = new String(table.campaign.past().dice("ada", 2).get(), StandardCharsets.UTF_8);
    for (String secret : List.of("\"gm\"", "\"blind\"", "to:gm", "version", "luck", "\"what\"")) {
      assertFalse(ada.contains(secret), secret + " in " + ada);
    }
    assertTrue(ada.contains("to:ada,ben") && ada.contains("\"to:ada\""));
    String ben = new String(table.campaign.past().dice("ben", 2).get(), StandardCharsets.UTF_8);
    assertFalse(ben.contains("\"to:ada\""), ben);
    assertFalse(ben.contains("\"blind\""), "blind dice are not for who rolls them");
  }

  @Test
  void anythingThatIsChangedInAnExportIsFound() throws Exception {
    evening();
    List<Entry> entries = table.journal();
    int session = 0;
    for (Entry entry : entries) {
      for (int i = 0; i < entry.rolls().size(); i++) {
        Rolled rolled = entry.rolls().get(i);
        long epoch = rolled.proof().map(RollProof::epoch).orElse(0L);
        if (epoch != 2 || rolled.roll().faces().isEmpty()) {
          continue;
        }
        session++;
        String name = rolled.toString();
        List<Long> faces = new ArrayList<>(rolled.roll().faces());
        faces.set(0, faces.get(0) == 1 ? 2L : 1L);
        Roll other = new Roll(rolled.roll().notation(), faces, rolled.roll().exact());
        assertFalse(DiceTable.check(with(entries, entry, i, other)).sound(), name);
        Roll total = new Roll(rolled.roll().notation(), rolled.roll().faces(), 99_999);
        assertFalse(DiceTable.check(with(entries, entry, i, total)).sound(), name);
        Roll notation = new Roll(rolled.roll().notation() + "+0", faces, rolled.roll().exact());
        assertFalse(DiceTable.check(with(entries, entry, i, notation)).sound(), name);
        if (rolled.proof().orElseThrow().counter() > 0) {
          List<String> codes = codes(DiceTable.check(without(entries, entry, i)));
          assertTrue(codes.contains("counter-skipped"), codes + " " + name);
        }
      }
    }
    assertTrue(session > 30, "rolls: " + session);
  }

  @Test
  void aReplacedSeedAndAChangedNonceAreFound() throws Exception {
    evening();
    int nonces = 0;
    for (Entry entry : table.journal()) {
      for (int i = 0; i < entry.dice().size(); i++) {
        DiceEvent event = entry.dice().get(i);
        if (event instanceof DiceEvent.Closed closed && closed.epoch() == 2) {
          DiceEvent other = new DiceEvent.Closed(2, "00".repeat(32), closed.counters());
          assertEquals(List.of("seed-replaced"), codes(checkWith(entry, i, other)));
        } else if (event instanceof DiceEvent.Opened opened && opened.epoch() == 2) {
          String hash = Draws.commitment(new byte[32]);
          DiceEvent other = new DiceEvent.Opened(2, hash, opened.salt(), opened.nonces());
          assertEquals(List.of("seed-replaced"), codes(checkWith(entry, i, other)));
        } else if (event instanceof DiceEvent.Nonce nonce) {
          nonces++;
          DiceEvent other =
              new DiceEvent.Nonce(nonce.epoch(), nonce.by(), nonce.nonce() + "x", false);
          assertTrue(codes(checkWith(entry, i, other)).contains("face-altered"));
          DiceEvent late = new DiceEvent.Nonce(nonce.epoch(), nonce.by(), nonce.nonce(), true);
          assertTrue(codes(checkWith(entry, i, late)).contains("nonce-misplaced"));
        }
      }
    }
    assertEquals(2, nonces);
  }

  private DiceReport checkWith(Entry changed, int index, DiceEvent event) throws Exception {
    List<DiceEvent> events = new ArrayList<>(changed.dice());
    events.set(index, event);
    return DiceTable.check(
        swapped(table.journal(), changed.version(), copy(changed, changed.rolls(), events)));
  }

  private static List<Entry> with(List<Entry> all, Entry changed, int index, Roll roll) {
    List<Rolled> rolls = new ArrayList<>(changed.rolls());
    Rolled was = rolls.get(index);
    rolls.set(index, new Rolled(was.what(), roll, was.to(), was.proof(), was.failed()));
    return swapped(all, changed.version(), copy(changed, rolls, changed.dice()));
  }

  private static List<Entry> without(List<Entry> all, Entry changed, int index) {
    List<Rolled> rolls = new ArrayList<>(changed.rolls());
    rolls.remove(index);
    return swapped(all, changed.version(), copy(changed, rolls, changed.dice()));
  }

  private static Entry copy(Entry of, List<Rolled> rolls, List<DiceEvent> events) {
    return new Entry(
        of.version(),
        of.epoch(),
        of.time(),
        of.cause(),
        of.effects(),
        rolls,
        of.outcome(),
        of.settled(),
        events);
  }

  private static List<Entry> swapped(List<Entry> all, long version, Entry now) {
    return all.stream().map(each -> each.version() == version ? now : each).toList();
  }

  @Test
  void aLatecomersNonceCountsFromTheNextSession() throws Exception {
    table.ok("gm", new SessionStart());
    table.hidden("gm", "1d20", false);
    assertEquals(
        "ok", table.nonce("ada", "ada-ada-ada-ada-1").code(), "a hidden roll tells nothing");
    assertEquals("ok", table.nonce("ada", "ada-ada-ada-ada-2").code(), "it may be replaced");
    table.open("gm", "1d20");
    assertEquals("from-next-session", table.nonce("ben", "ben-ben-ben-ben-1").code());
    table.open("gm", "1d20");
    table.ok("gm", new SessionStart());
    List<DiceEvent.Opened> opened =
        table.events().stream()
            .filter(DiceEvent.Opened.class::isInstance)
            .map(DiceEvent.Opened.class::cast)
            .toList();
    assertEquals(Map.of("ben", "ben-ben-ben-ben-1"), opened.get(2).nonces());
    table.open("gm", "1d20");
    table.ok("gm", new SessionEnd());
    DiceReport report = DiceTable.check(table.journal());
    assertEquals(List.of(), report.faults());
    assertEquals(List.of(0, 1, 1, 0), report.epochs().stream().map(e -> e.nonces()).toList());
  }

  @Test
  void aNonceAnswersTheCommitmentThatStandsAndIsPlain() throws Exception {
    String old = table.commitment();
    table.ok("gm", new SessionStart());
    assertNotEquals(old, table.commitment());
    Receipt moved =
        table.act("ada", new io.tablekeep.sdk.model.action.DiceNonce(old, "x".repeat(16)));
    assertEquals("dice-moved", moved.code());
    assertEquals("bad-nonce", table.nonce("ada", "half a line\nmore or less").code());
    assertEquals("too-short", table.nonce("ada", "short").code());
  }

  @Test
  void noSeedIsWrittenDownBeforeItsSessionIsOver() throws Exception {
    table.ok("gm", new SessionStart());
    table.open("gm", "1d20");
    Map<Long, String> shown = new TreeMap<>();
    for (DiceEvent event : table.events()) {
      if (event instanceof DiceEvent.Closed closed) {
        shown.put(closed.epoch(), closed.seed());
      }
    }
    assertEquals(Set.of(1L), shown.keySet());
    table.ok("gm", new SessionEnd());
    String seed =
        table.events().stream()
            .filter(e -> e instanceof DiceEvent.Closed closed && closed.epoch() == 2)
            .map(e -> ((DiceEvent.Closed) e).seed())
            .collect(Collectors.joining());
    assertEquals(64, seed.length());
    String document = new String(table.campaign.state().get().canonical(), StandardCharsets.UTF_8);
    assertFalse(document.contains(seed), "the document knows nothing of it");
  }

  @Test
  void theSameSessionGoesOnAfterARestart() throws Exception {
    table.ok("gm", new SessionStart());
    assertEquals("ok", table.nonce("ada", "ada-ada-ada-ada-1").code());
    table.open("ada", "1d20");
    String commitment = table.commitment();
    long version = table.campaign.state().get().version();
    table.restart(DiceTable.KEY);
    assertEquals(commitment, table.commitment());
    assertEquals(version, table.campaign.state().get().version(), "nothing had to be written");
    table.open("ada", "1d20");
    table.ok("gm", new SessionEnd());
    DiceReport report = DiceTable.check(table.journal());
    assertEquals(List.of(), report.faults());
    assertEquals(2, report.epochs().get(1).proven());
  }

  @Test
  void aHostThatLostItsKeySaysSoAndFixesTheDiceAnew() throws Exception {
    table.ok("gm", new SessionStart());
    table.open("ada", "1d20");
    String commitment = table.commitment();
    byte[] other = new byte[32];
    other[0] = 1;
    table.restart(other);
    table.open("ada", "1d20");
    assertNotEquals(commitment, table.commitment(), "what was written before the roll is durable");
    table.ok("gm", new SessionEnd());
    DiceReport report = DiceTable.check(table.journal());
    assertEquals(List.of("seed-lost"), codes(report));
    assertEquals("lost", report.epochs().get(1).state());
    assertEquals("revealed", report.epochs().get(2).state());
  }

  @Test
  void whatFellInASessionThatGoesOnIsCheckedAsFarAsItCanBe() throws Exception {
    table.ok("gm", new SessionStart());
    table.open("ada", "1d20");
    table.open("ada", "1d20");
    DiceReport report = table.checked("ada", 0);
    assertTrue(report.sound());
    assertEquals("open", report.epochs().get(0).state());
    assertEquals(0, report.epochs().get(0).proven());
    assertTrue(report.notes().get(0).contains("when its seed is shown"), report.notes().toString());
    List<Entry> gap = new ArrayList<>(table.journal());
    gap.removeIf(entry -> entry.rolls().stream().anyMatch(r -> isPublicFirst(r)));
    assertEquals(List.of("counter-skipped"), codes(DiceTable.check(gap)));
  }

  private static boolean isPublicFirst(Rolled rolled) {
    return rolled.proof().filter(p -> p.counter() == 1 && p.stream().equals("public")).isPresent();
  }

  @Test
  void hiddenDiceMoveNoNumberThatOthersSee() throws Exception {
    table.ok("gm", new SessionStart());
    table.open("ada", "1d20");
    byte[] before = table.campaign.past().dice("ada", 0).get();
    table.hidden("gm", "1d20", false);
    table.hidden("ben", "1d20", true);
    table.hidden("ben", "1d20", false, "gm");
    assertEquals(
        new String(before, StandardCharsets.UTF_8),
        new String(table.campaign.past().dice("ada", 0).get(), StandardCharsets.UTF_8));
    table.open("ada", "1d20");
    RollProof last = rolls().get(rolls().size() - 1).proof().orElseThrow();
    assertEquals(new RollProof.Ref(2, "public", 2), last.ref());
  }

  @Test
  void goingBackNeitherTurnsTheDiceBackNorMakesThemFresh() throws Exception {
    table.ok("gm", new SessionStart());
    table.nonce("ada", "ada-ada-ada-ada-1");
    long session = table.campaign.state().get().version();
    table.open("ada", "1d20");
    long first = table.campaign.state().get().version();
    for (int i = 0; i < 5; i++) {
      table.open("ada", "1d20");
      table.hidden("gm", "1d20", false);
      table.ok("gm", new ActorCreate("Wolf " + i, Actor.Type.MONSTER, Optional.empty()));
      table.ok("gm", HistoryReturn.campaign(first));
      table.restart(DiceTable.KEY);
    }
    List<Long> counters = new ArrayList<>();
    for (Rolled rolled : rolls()) {
      RollProof proof = rolled.proof().orElseThrow();
      if (proof.stream().equals("public")) {
        counters.add(proof.counter());
      }
    }
    assertEquals(List.of(1L, 2L, 3L, 4L, 5L, 6L), counters, "no number fell twice");
    assertEquals(
        6,
        table.campaign.look().get().at("dice").keys().stream()
            .filter(key -> !table.campaign.look().join().at("dice", key, "to").exists())
            .count(),
        "what fell is still told");

    // A session that is over comes back: its seed is known by now, so it has another.
    table.ok("gm", new SessionEnd());
    table.ok("gm", HistoryReturn.campaign(session));
    table.open("ada", "1d20");
    DiceReport report = DiceTable.check(table.journal());
    assertEquals(List.of(), report.faults());
    assertEquals(4, report.epochs().size());
    assertEquals("revealed", report.epochs().get(1).state());
    assertEquals("open", report.epochs().get(3).state());
    Set<String> commitments = new TreeSet<>();
    for (DiceEvent event : table.events()) {
      if (event instanceof DiceEvent.Opened opened) {
        assertTrue(commitments.add(opened.commitment()), "a seed is used twice");
      }
    }
    for (String who : List.of("gm", "ada", "ben")) {
      for (long epoch = 1; epoch <= 4; epoch++) {
        assertEquals(List.of(), table.checked(who, epoch).faults(), who + " epoch " + epoch);
      }
    }
  }
}
