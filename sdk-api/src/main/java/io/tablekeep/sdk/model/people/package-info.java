/**
 * What people do to the table itself: who sits there in which role, which features are on, and what
 * comes from elsewhere: {@code participant.*}, {@code flag.set}, {@code character.*}, {@code
 * compendium.take}.
 *
 * <p>Payloads of the table's own actions, like those of {@link io.tablekeep.sdk.model.action}, kept
 * apart because a game system rarely has a say in them. Values for any thread.
 */
@NullMarked
package io.tablekeep.sdk.model.people;

import org.jspecify.annotations.NullMarked;
