/**
 * What a journal says: entries as values, and as text.
 *
 * <p>An entry is one JSON object in UTF-8, kept as it is by the store, so that people and tools can
 * read a journal with nothing but the store's own means:
 *
 * <pre>{@code
 * {"format":1,"version":42,"epoch":3,"time":"2026-11-22T01:15:57.123Z",
 *  "by":"ann","device":"d-7f","n":17,"hash":"00c0ffee00c0ffee","type":"token.move","basedOn":40,
 *  "payload":{"to":{"x":7,"y":3.5},"token":{"id":"t1","map":"m1"}},
 *  "effects":[{"put":"/maps/m1/tokens/t1/x","value":7},{"remove":"/maps/m1/tokens/t1/path"}],
 *  "rolls":[{"what":"hit","notation":"1d20+3","faces":[17],"total":20,"to":"gm"}],
 *  "outcome":"applied","settled":[{"by":"bob","device":"d-12","n":4,"outcome":"applied"}],
 *  "dice":[{"nonce":"u3xQ…","by":"bob","epoch":2}],
 * "crc":"89abcdef"}
 * }</pre>
 *
 * <p>It stands on one line, members in this order. {@code by} is missing for the engine itself;
 * {@code device n hash} for what has no id; {@code basedOn effects rolls settled dice} when there
 * are none. An outcome that says more than "applied" is {@code {"applied":{"code","message"}}},
 * {@code {"refused":{"code","message","field"}}}, {@code {"pending":{"code","message","key"}}} or
 * {@code {"several":{"code","message","parts":[[key, kind, code, message],…]}}}; an audience is
 * {@code "everyone"}, {@code "gm"}, {@code "owner"}, {@code {"ownerOf":actor}} or {@code
 * {"named":[…]}}.
 *
 * <p>Effects of a return or a merge that are too long for an entry stand first and packed, {@code
 * {"packed":"eJzs…","bytes":1834221}}: base64 of zlib (RFC 1950) of {@code {"effects":[…]}} of so
 * many bytes.
 *
 * <p>{@code settled} names actions that waited for somebody, and what their senders' receipts are
 * from now on. {@code dice} tells what happened to the dice besides that they fell, and a roll's
 * {@code proof} and {@code failed} which faces it is and why it has no result; {@code engine.dice}
 * says what that is good for.
 *
 * <p>{@code crc} is the last member: CRC-32C over the four bytes (big endian) of the entry before's
 * and then this text up to the comma before {@code "crc"}; the first entry builds on the CRC-32C of
 * four zero bytes and the document's name. So an entry that was altered, skipped, repeated,
 * swapped, or taken from another journal is found. It guards against accidents, not against someone
 * who can write to the store.
 *
 * <p>{@code format} grows when an older engine could misread what a newer one writes; kinds of
 * effects, outcomes and audiences may be added, and members that change nothing of the document or
 * of a receipt. Old journals stay readable for ever: a recorded one is part of the tests.
 *
 * <p>Encoders belong to one thread (the loop); everything else is stateless.
 */
@NullMarked
package io.tablekeep.engine.journal.entry;

import org.jspecify.annotations.NullMarked;
