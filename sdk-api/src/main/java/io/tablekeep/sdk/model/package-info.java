/**
 * The words of the table that game systems use in their own records: references to entities of the
 * campaign, files and colours. Each is one text in JSON.
 *
 * <p>{@link io.tablekeep.sdk.model.action} holds the payloads of the built-in actions, {@link
 * io.tablekeep.sdk.model.document}, {@link io.tablekeep.sdk.model.map} and {@link
 * io.tablekeep.sdk.model.world} the records of the whole campaign document. Everything is an
 * immutable value for any thread; a constructor refuses what no document may hold, so that a rule
 * never meets a malformed reference.
 */
@NullMarked
package io.tablekeep.sdk.model;

import org.jspecify.annotations.NullMarked;
