/**
 * What is done to the table's own time: going back to an earlier moment, branches that leave from
 * one, and bringing a branch back: {@code history.return}, {@code branch.*}.
 *
 * <p>Payloads of the table's own actions, like those of {@link io.tablekeep.sdk.model.action}, kept
 * apart because no game system has a say in them: the engine decides them itself, from its journal.
 * They address moments by versions of the document, which only who runs the game is told. Values
 * for any thread.
 */
@NullMarked
package io.tablekeep.sdk.model.time;

import org.jspecify.annotations.NullMarked;
