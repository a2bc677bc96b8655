package io.tablekeep.engine;

import java.time.Duration;

/**
 * How seats come back, and what they may cost.
 *
 * @param seal key that seals resume tokens, 32 bytes of chance, the same for as long as tokens are
 *     to count; empty makes one that lasts as long as the engine
 * @param tokenAge how long a token counts
 * @param ringVersions so many of the newest versions of a campaign are kept for those who come back
 * @param ringBytes and at most so many bytes of changes
 * @param replayEntries so many journal entries are read at most to come to what a seat's token
 *     names, and as many from there to what it had; who was away longer gets a fresh welcome
 * @param open collections and entities a seat may have opened at a time
 * @param heldReceipts receipts kept for a seat that cannot take them at present
 * @param patience how long a seat may be paused before it is closed
 * @param slowBytes about so many bytes of changes and receipts may go by a paused seat before it is
 *     closed
 * @param pastSeats seats of a campaign that are remembered after they are gone
 * @param joins views of one engine that are being made at a time, for those who come in, catch up,
 *     open more or read a page; more wait
 * @param waitingJoins how many may wait; more are refused with code {@code join-storm}
 */
@SuppressWarnings("ArrayRecordComponent") // a key; equality is never asked
public record SeatOptions(
    byte[] seal,
    Duration tokenAge,
    int ringVersions,
    int ringBytes,
    int replayEntries,
    int open,
    int heldReceipts,
    Duration patience,
    int slowBytes,
    int pastSeats,
    int joins,
    int waitingJoins) {

  /**
   * What suits a table of people.
   *
   * @return the defaults
   */
  public static SeatOptions defaults() {
    return new SeatOptions(
        new byte[0],
        Duration.ofDays(1),
        64,
        1 << 20,
        20_000,
        64,
        256,
        Duration.ofSeconds(30),
        4 << 20,
        64,
        4,
        2_000);
  }

  /**
   * The same with a key for tokens.
   *
   * @param key 32 bytes of chance
   * @return options that differ in this
   */
  public SeatOptions withSeal(byte[] key) {
    return new SeatOptions(
        key.clone(),
        tokenAge,
        ringVersions,
        ringBytes,
        replayEntries,
        open,
        heldReceipts,
        patience,
        slowBytes,
        pastSeats,
        joins,
        waitingJoins);
  }

  /**
   * The same with other bounds on what is kept for those who come back.
   *
   * @param versions newest versions kept in memory; 0 for none
   * @param entries journal entries read at most; 0 for none
   * @return options that differ in this
   */
  public SeatOptions withMemory(int versions, int entries) {
    return new SeatOptions(
        seal,
        tokenAge,
        versions,
        ringBytes,
        entries,
        open,
        heldReceipts,
        patience,
        slowBytes,
        pastSeats,
        joins,
        waitingJoins);
  }

  /**
   * The same with other bounds on slow seats.
   *
   * @param receipts receipts kept for a paused seat
   * @param longest how long a seat may be paused
   * @param bytes how much may go by it meanwhile
   * @return options that differ in this
   */
  public SeatOptions withSlow(int receipts, Duration longest, int bytes) {
    return new SeatOptions(
        seal,
        tokenAge,
        ringVersions,
        ringBytes,
        replayEntries,
        open,
        receipts,
        longest,
        bytes,
        pastSeats,
        joins,
        waitingJoins);
  }

  /**
   * The same with other bounds on who comes in.
   *
   * @param atOnce seats whose views are being made at a time
   * @param waiting how many may wait
   * @return options that differ in this
   */
  public SeatOptions withJoins(int atOnce, int waiting) {
    return new SeatOptions(
        seal,
        tokenAge,
        ringVersions,
        ringBytes,
        replayEntries,
        open,
        heldReceipts,
        patience,
        slowBytes,
        pastSeats,
        atOnce,
        waiting);
  }
}
