package io.tablekeep.engine.dice;

import static io.tablekeep.engine.Tables.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tablekeep.contracts.store.InMemoryStore;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.EngineOptions;
import io.tablekeep.engine.Limits;
import io.tablekeep.engine.Listening;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.Tables;
import io.tablekeep.engine.dice.check.DiceCheck;
import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.engine.journal.entry.DiceEvent;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.EntryDecoder;
import io.tablekeep.engine.state.JsonArray;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.sdk.model.ParticipantRef;
import io.tablekeep.sdk.model.action.DiceNonce;
import io.tablekeep.sdk.model.action.DiceRoll;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.StoredEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A table at which dice fall, and what its journal says of them. */
final class DiceTable implements AutoCloseable {
  static final byte[] KEY = new byte[32];
  static final DocumentId NIGHT = DocumentId.campaign("night");

  final InMemoryStore store = new InMemoryStore();
  private final Map<String, Seat> seats = new HashMap<>();
  private Engine engine;
  Campaign campaign;

  DiceTable() throws Exception {
    engine = engine(KEY);
    campaign = get(engine.create("night", Tables.document("gamblers")));
  }

  private Engine engine(byte[] key) {
    return Engine.start(
        EngineOptions.on(store)
            .withSystems(List.of(new Gamblers()))
            .withDiceKey(key)
            .withLimits(
                Limits.defaults()
                    .withActionRate(100_000, 100_000)
                    .withRules(Duration.ofMillis(300), 100)));
  }

  /** Another process opens the same store. */
  void restart(byte[] key) throws Exception {
    engine.close();
    seats.clear();
    engine = engine(key);
    campaign = get(engine.open("night"));
  }

  @Override
  public void close() {
    engine.close();
  }

  Receipt act(String who, Record action) throws Exception {
    Seat seat = seats.get(who);
    if (seat == null) {
      seat = get(campaign.join(who, new Listening()));
      seats.put(who, seat);
    }
    return get(seat.act(action));
  }

  void ok(String who, Record action) throws Exception {
    Receipt receipt = act(who, action);
    assertEquals("ok", receipt.code(), receipt.toString());
  }

  void open(String who, String notation) throws Exception {
    ok(who, DiceRoll.of(notation));
  }

  void hidden(String who, String notation, boolean blind, String... to) throws Exception {
    Set<ParticipantRef> some =
        new java.util.TreeSet<>(java.util.Comparator.comparing(ParticipantRef::id));
    for (String one : to) {
      some.add(new ParticipantRef(one));
    }
    ok(who, new DiceRoll(notation, Optional.empty(), Optional.empty(), Optional.of(some), blind));
  }

  String commitment() throws Exception {
    JsonArray events = (JsonArray) told("gm", 0).get("events");
    return String.valueOf(((JsonObject) events.get(0)).get("commitment"));
  }

  Receipt nonce(String who, String nonce) throws Exception {
    return act(who, new DiceNonce(commitment(), nonce));
  }

  /** What somebody is told of an epoch. */
  JsonObject told(String who, long epoch) throws Exception {
    return JsonReader.readObject(
        get(campaign.past().dice(who, epoch)), JsonReader.Limits.DOCUMENT, 0);
  }

  DiceReport checked(String who, long epoch) throws Exception {
    DiceCheck check = new DiceCheck("night");
    check.see(told(who, epoch));
    return check.report();
  }

  List<Entry> journal() throws Exception {
    List<Entry> all = new ArrayList<>();
    for (StoredEntry entry :
        store.read(NIGHT, 0, 10_000, 100 << 20).toCompletableFuture().get().items()) {
      all.add(EntryDecoder.decode(NIGHT, entry));
    }
    return all;
  }

  static DiceReport check(List<Entry> entries) {
    DiceCheck check = new DiceCheck("night");
    entries.forEach(check::see);
    return check.report();
  }

  List<DiceEvent> events() throws Exception {
    List<DiceEvent> all = new ArrayList<>();
    journal().forEach(entry -> all.addAll(entry.dice()));
    return all;
  }
}
