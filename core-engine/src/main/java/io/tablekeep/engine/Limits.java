package io.tablekeep.engine;

import java.time.Duration;

/**
 * The bounds of one engine; nothing in it is unbounded. Change single ones with the {@code with…}
 * methods.
 *
 * @param payloadBytes largest payload of an action
 * @param entryBytes largest journal entry an action may make
 * @param documentBytes largest document, in canonical form
 * @param seatQueue actions of one seat that may wait at a time
 * @param campaignQueue actions of one campaign that may wait at a time
 * @param seats seats of one campaign
 * @param actionsPerSecond steady rate of one seat's actions
 * @param actionBurst how many actions a seat may send at once after a pause
 * @param signalsPerSecond steady rate of one seat's signals; what is over is dropped
 * @param ruleBudget time one round of a plugin's rules may take
 * @param faultsToQuarantine faults of a plugin, in one campaign, after which it is put aside there
 * @param signalTick how often signals are passed on
 */
public record Limits(
    int payloadBytes,
    int entryBytes,
    long documentBytes,
    int seatQueue,
    int campaignQueue,
    int seats,
    int actionsPerSecond,
    int actionBurst,
    int signalsPerSecond,
    Duration ruleBudget,
    int faultsToQuarantine,
    Duration signalTick) {

  /**
   * What suits a table of people.
   *
   * @return the defaults
   */
  public static Limits defaults() {
    return new Limits(
        64 << 10,
        1 << 20,
        64L << 20,
        64,
        512,
        64,
        50,
        100,
        60,
        Duration.ofMillis(250),
        3,
        Duration.ofMillis(50));
  }

  /**
   * Other rates of one seat's actions.
   *
   * @param perSecond steady rate
   * @param burst how many at once after a pause
   * @return limits that differ in this
   */
  public Limits withActionRate(int perSecond, int burst) {
    return new Limits(
        payloadBytes,
        entryBytes,
        documentBytes,
        seatQueue,
        campaignQueue,
        seats,
        perSecond,
        burst,
        signalsPerSecond,
        ruleBudget,
        faultsToQuarantine,
        signalTick);
  }

  /**
   * Another number of seats.
   *
   * @param most seats of one campaign
   * @return limits that differ in this
   */
  public Limits withSeats(int most) {
    return new Limits(
        payloadBytes,
        entryBytes,
        documentBytes,
        seatQueue,
        campaignQueue,
        most,
        actionsPerSecond,
        actionBurst,
        signalsPerSecond,
        ruleBudget,
        faultsToQuarantine,
        signalTick);
  }

  /**
   * Another budget of time for a plugin's rules.
   *
   * @param budget time one round may take
   * @param faults faults after which the plugin is put aside
   * @return limits that differ in this
   */
  public Limits withRules(Duration budget, int faults) {
    return new Limits(
        payloadBytes,
        entryBytes,
        documentBytes,
        seatQueue,
        campaignQueue,
        seats,
        actionsPerSecond,
        actionBurst,
        signalsPerSecond,
        budget,
        faults,
        signalTick);
  }
}
