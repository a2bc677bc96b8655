/**
 * What every refusal is made of: a stable code, a kind, a sentence, and the JSON pointer at fault.
 *
 * <p>Anyone may throw these, on any thread. The engine turns them into answers for a seat, so the
 * message must be fit for a player to read and must not name anything the player cannot see. The
 * types are few on purpose: a caller tells errors apart by {@code code}, not by class.
 */
@NullMarked
package io.tablekeep.sdk.error;

import org.jspecify.annotations.NullMarked;
