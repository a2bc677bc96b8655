package io.tablekeep.engine.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.contracts.store.Fault;
import io.tablekeep.contracts.store.FaultyStore;
import io.tablekeep.contracts.store.FaultyStore.Call;
import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.metrics.HistoryMetrics;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.table.RichTable;
import io.tablekeep.engine.table.TableSystem;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.DocumentId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is kept of the past, and what is said when it cannot be read. */
class HistoryTest {
  private static final DocumentId NIGHT = DocumentId.campaign("night");
  private static final RuleBook BOOK = new RuleBook(TableSystem.rules(), Optional.empty());

  private final Simulation simulation = new Simulation(3);
  private final EngineRuntime runtime = simulation.runtime("one");
  private final FaultyStore store = new FaultyStore(new InMemoryStore());
  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final Journals journals =
      new Journals(store, runtime, JournalOptions.DEFAULT, meters, "one");
  private final HistoryHome home =
      new HistoryHome(
          runtime,
          journals,
          new HistoryMetrics(meters),
          "0123456789abcdef".getBytes(StandardCharsets.UTF_8));
  private final Loop loop = runtime.loop("night");
  private final History history = new History(home, NIGHT, loop, BOOK, new Views(Optional.empty()));

  private void create() {
    simulation.await(journals.create(NIGHT, "", JsonNull.NULL, RichTable.root(), runtime.now()));
  }

  private CompletableFuture<byte[]> log(Participant who) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    loop.execute(() -> history.log(who, 1, LogQuery.of(Map.of()), () -> change -> true, answer));
    return answer;
  }

  private String code(CompletableFuture<byte[]> answer) {
    simulation.advance(Duration.ofSeconds(2));
    Throwable why = answer.handle((made, failure) -> failure).getNow(new AssertionError("waits"));
    Throwable cause = why == null || why.getCause() == null ? why : why.getCause();
    return cause instanceof TablekeepException coded ? coded.code() : String.valueOf(cause);
  }

  @Test
  void whatIsStillBeingReadWhenACampaignClosesIsNotKept() {
    create();
    simulation.await(log(RichTable.ADA));
    assertEquals(2, home.kept());
    loop.execute(history::stop);
    simulation.runUntilIdle();
    assertEquals(0, home.kept());
    store.failNext(Call.READ, Fault.delayed());
    CompletableFuture<byte[]> late = log(RichTable.BEN);
    simulation.runUntilIdle();
    loop.execute(history::stop);
    simulation.runUntilIdle();
    store.release();
    assertEquals("null", code(late), "who asked before is answered all the same");
    assertEquals(0, home.kept());
  }

  @Test
  void theHistoriesOfOthersKeepWhatTheyHave() {
    create();
    History other = new History(home, NIGHT, loop, BOOK, new Views(Optional.empty()));
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    loop.execute(
        () -> other.log(RichTable.BEN, 1, LogQuery.of(Map.of()), () -> change -> true, answer));
    simulation.await(answer);
    simulation.await(log(RichTable.ADA));
    assertEquals(4, home.kept());
    loop.execute(history::stop);
    simulation.runUntilIdle();
    assertEquals(2, home.kept());
  }

  @Test
  void whoWaitsForWhatCannotBeReadIsToldWhyAndNobodyIsCountedAsRefused() {
    create();
    store.failNext(Call.READ, new Fault.Unknown(false, Fault.How.FAILED));
    List<CompletableFuture<byte[]>> answers = List.of(log(RichTable.ADA), log(RichTable.ADA));
    String first = code(answers.get(0));
    assertTrue(!first.equals("null") && !first.equals("history-busy"), first);
    assertEquals(first, code(answers.get(1)), "both have waited for one reading");
    assertEquals(0, meters.counter("tablekeep.history.refused").count());
    assertEquals("null", code(log(RichTable.ADA)), "the next one reads again");
  }
}
