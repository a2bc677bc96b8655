package io.tablekeep.engine.journal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Effects;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.CampaignStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A writer of one document in a simulation: what the campaign loop is to a journal, and no more.
 */
final class Desk implements JournalListener {
  static final DocumentId DOCUMENT = DocumentId.campaign("lost-mine");

  final Simulation simulation;
  final EngineRuntime runtime;
  final Loop loop;
  final MeterRegistry meters = new SimpleMeterRegistry();
  final Journals journals;
  final List<Long> durable = new ArrayList<>();
  final List<Loss> losses = new ArrayList<>();
  Journal journal;
  JsonObject head;
  private final String name;
  private long n;

  Desk(Simulation simulation, CampaignStore store, JournalOptions options, String name) {
    this.simulation = simulation;
    this.name = name;
    runtime = simulation.runtime(name);
    loop = runtime.loop("lost-mine");
    journals = new Journals(store, runtime, options, meters, name);
  }

  /** A writer on a new document, open. */
  static Desk fresh(Simulation simulation, CampaignStore store, JournalOptions options) {
    Desk desk = new Desk(simulation, store, options, "one");
    desk.create();
    desk.open();
    return desk;
  }

  void create() {
    JsonObject root = JsonObject.of(Map.of("k0", JsonObject.empty(0)), 0);
    simulation.await(journals.create(DOCUMENT, "gm", JsonNull.NULL, root, runtime.now()));
  }

  void open() {
    use(simulation.await(journals.open(DOCUMENT, loop, this)));
  }

  void reopen() {
    use(simulation.await(journals.reopen(journal, loop, this)));
  }

  private void use(Journal opened) {
    journal = opened;
    head = opened.recovered().root();
  }

  /** Does something on the loop and waits for it to be done. */
  void onLoop(Runnable task) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    loop.execute(
        () -> {
          task.run();
          done.complete(true);
        });
    simulation.await(done);
  }

  /** Appends entries in one turn. */
  void write(int count) {
    onLoop(
        () -> {
          for (int i = 0; i < count; i++) {
            append("x" + i);
          }
        });
  }

  /** Appends entries and waits until nothing moves any more. */
  void writeAndWait(int count) {
    write(count);
    simulation.runUntilIdle();
  }

  /** On the loop: appends an entry that puts a text. */
  boolean append(String text) {
    return append(
        new Cause("ann", name, ++n, n, "write", text, 0),
        List.of(new Effect.Put(Pointer.of("k0", "k" + n % 50), text)));
  }

  /** On the loop: appends any entry. */
  boolean append(Cause cause, List<Effect> effects) {
    long version = journal.version() + 1;
    Entry entry =
        new Entry(
            version, journal.epoch().value(), runtime.now(), cause, effects, List.of(), Outcome.OK);
    JsonObject after = Effects.apply(head, effects, version);
    boolean written = journal.append(entry, after);
    head = written ? after : head;
    return written;
  }

  Verification verify() {
    return simulation.await(journals.verify(DOCUMENT));
  }

  double count(String name) {
    return meters.get(name).counters().stream().mapToDouble(c -> c.count()).sum();
  }

  @Override
  public void durable(long version) {
    durable.add(version);
  }

  @Override
  public void lost(Loss loss) {
    losses.add(loss);
  }
}
