/**
 * The way of a document back from its store: newest sound snapshot, then entry by entry.
 *
 * <p>Called by {@code engine.journal}; works off the loop in pieces handed to the runtime, reads
 * only, runs no rule and no clock. Recovery and verification replay through the same {@link
 * io.tablekeep.engine.journal.recovery.Replay}, so what is verified is what would be played on.
 *
 * <p>A snapshot is an LZ4 frame ({@code lz4 -d} opens it) around one JSON object: {@code
 * {"format":1, "document", "version", "time", "bytes" (text of all entries so far), "chain",
 * "devices":[{"by", "device", "used", "floor", "receipts":[[n, hash, version, outcome],…]}], "dice"
 * (what the journal says of dice, missing when that is nothing), "sha256", "check", "root"}}.
 * {@code sha256} is that of the text of {@code root}, which is the document in canonical form (RFC
 * 8785); {@code check} is the CRC-32C of everything before it. A snapshot only shortens the way: a
 * damaged one is passed over.
 */
@NullMarked
package io.tablekeep.engine.journal.recovery;

import org.jspecify.annotations.NullMarked;
