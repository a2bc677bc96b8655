package io.tablekeep.engine;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.cluster.Ownership;
import io.tablekeep.engine.residency.ResidencyPolicy;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an engine stands on.
 *
 * @param store where journals live; stays the caller's to close
 * @param runtime the runtime to use; empty makes one on a Vert.x of its own
 * @param systems game systems that campaigns may name, besides the table's own
 * @param resolvers who settles what two people changed without knowing of each other
 * @param documents rules of server-wide documents by their names
 * @param meters where metrics go
 * @param limits the bounds
 * @param owner name of this server in epochs and refusals
 * @param seats how seats come back, and what they may cost
 * @param residency how many documents stay in memory
 * @param diceKey key from which the seeds of verifiable dice are derived, 32 bytes of chance, the
 *     same for as long as sessions are to go on with the dice they began with; empty derives it
 *     from the key of {@link SeatOptions#seal}
 * @param ownership which documents this engine may open; {@link Ownership#ALONE} unless it is a
 *     node of a cluster
 */
@SuppressWarnings("ArrayRecordComponent") // a key; equality is never asked
public record EngineOptions(
    CampaignStore store,
    Optional<EngineRuntime> runtime,
    List<GameSystem> systems,
    List<ConflictResolver> resolvers,
    Map<DocumentId, GameSystem> documents,
    MeterRegistry meters,
    Limits limits,
    String owner,
    SeatOptions seats,
    ResidencyPolicy residency,
    byte[] diceKey,
    Ownership ownership) {

  /**
   * An engine on a store, with defaults for everything else.
   *
   * @param store where journals live
   * @return the options
   */
  public static EngineOptions on(CampaignStore store) {
    return new EngineOptions(
        store,
        Optional.empty(),
        List.of(),
        List.of(),
        Map.of(),
        new SimpleMeterRegistry(),
        Limits.defaults(),
        "tablekeep",
        SeatOptions.defaults(),
        ResidencyPolicy.defaults(),
        new byte[0],
        Ownership.ALONE);
  }

  /**
   * The same on another runtime, such as one made from the program's own Vert.x.
   *
   * @param runtime the runtime; stays the caller's to close
   * @return new options
   */
  public EngineOptions withRuntime(EngineRuntime runtime) {
    return new EngineOptions(
        store,
        Optional.of(runtime),
        systems,
        resolvers,
        documents,
        meters,
        limits,
        owner,
        seats,
        residency,
        diceKey,
        ownership);
  }

  /**
   * The same with these game systems.
   *
   * @param systems the systems campaigns may name
   * @return new options
   */
  public EngineOptions withSystems(List<? extends GameSystem> systems) {
    return new EngineOptions(
        store,
        runtime,
        List.copyOf(systems),
        resolvers,
        documents,
        meters,
        limits,
        owner,
        seats,
        residency,
        diceKey,
        ownership);
  }

  /**
   * The same with these resolvers of conflicts.
   *
   * @param resolvers those who are asked, by their kinds
   * @return new options
   */
  public EngineOptions withResolvers(List<? extends ConflictResolver> resolvers) {
    return new EngineOptions(
        store,
        runtime,
        systems,
        List.copyOf(resolvers),
        documents,
        meters,
        limits,
        owner,
        seats,
        residency,
        diceKey,
        ownership);
  }

  /**
   * The same with rules of server-wide documents. Their actions have bare names, and their code is
   * trusted like the table's own.
   *
   * @param documents names of documents of kind GLOBAL, and the rules of each
   * @return new options
   */
  public EngineOptions withDocuments(Map<DocumentId, ? extends GameSystem> documents) {
    return new EngineOptions(
        store,
        runtime,
        systems,
        resolvers,
        Map.copyOf(documents),
        meters,
        limits,
        owner,
        seats,
        residency,
        diceKey,
        ownership);
  }

  /**
   * The same with metrics sent elsewhere.
   *
   * @param meters where metrics go
   * @return new options
   */
  public EngineOptions withMeters(MeterRegistry meters) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }

  /**
   * The same within other bounds.
   *
   * @param limits the bounds
   * @return new options
   */
  public EngineOptions withLimits(Limits limits) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }

  /**
   * The same under another name.
   *
   * @param owner name of this server in epochs and refusals
   * @return new options
   */
  public EngineOptions withOwner(String owner) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }

  /**
   * The same with seats that come back otherwise.
   *
   * @param seats the options
   * @return new options
   */
  public EngineOptions withSeats(SeatOptions seats) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }

  /**
   * The same with other bounds of what stays in memory.
   *
   * @param residency how many documents stay, and for how long
   * @return new options
   */
  public EngineOptions withResidency(ResidencyPolicy residency) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }

  /**
   * The same with a key for dice.
   *
   * @param key 32 bytes of chance; whoever has it can tell how dice will fall
   * @return new options
   */
  public EngineOptions withDiceKey(byte[] key) {
    byte[] own = key.clone();
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency, own,
        ownership);
  }

  /**
   * The same as a node of a cluster.
   *
   * @param ownership which documents this engine may open
   * @return new options
   */
  public EngineOptions withOwnership(Ownership ownership) {
    return new EngineOptions(
        store, runtime, systems, resolvers, documents, meters, limits, owner, seats, residency,
        diceKey, ownership);
  }
}
