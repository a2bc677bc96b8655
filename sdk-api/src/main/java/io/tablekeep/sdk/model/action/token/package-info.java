/**
 * Payloads of the built-in actions on tokens, beyond placing, moving and removing a single one.
 *
 * <p>Guarded, followed up and caused by game systems like all of {@link
 * io.tablekeep.sdk.model.action}; the name on the wire stands first in each record's comment. In an
 * edit, what is absent stays as it is, and {@code clear} names what shall be empty. Immutable
 * values, any thread.
 */
@NullMarked
package io.tablekeep.sdk.model.action.token;

import org.jspecify.annotations.NullMarked;
