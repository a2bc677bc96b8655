/**
 * The way of an entry to the store, and of a document back from it.
 *
 * <p>{@link io.tablekeep.engine.journal.Journals} opens, creates and verifies; a {@link
 * io.tablekeep.engine.journal.Journal} belongs to one document's loop and is called there only.
 * Whole-document work (snapshots, recovery) is handed to the runtime, never done on a loop. No rule
 * runs here and no clock is read: what comes back is a function of what was stored.
 *
 * <p>The durable state (document, receipts, chain) is kept apart from what is on its way. So a
 * snapshot can be cut at any time, and after a loss the way back is short: take a new epoch, read
 * what lies above the durable version, go on. Receipts are taken in when durable for the same
 * reason.
 *
 * <p>A snapshot is an LZ4 frame ({@code lz4 -d} opens it) around one JSON object: {@code
 * {"format":1, "document", "version", "time", "bytes" (text of all entries so far), "chain",
 * "devices":[{"by", "device", "used", "floor", "receipts":[[n, hash, version, outcome],…]}],
 * "sha256", "check", "root"}}. {@code sha256} is that of the text of {@code root}, which is the
 * document in canonical form (RFC 8785); {@code check} is the CRC-32C of everything before it. A
 * snapshot only shortens the way: a damaged one is passed over.
 */
@NullMarked
package io.tablekeep.engine.journal;

import org.jspecify.annotations.NullMarked;
