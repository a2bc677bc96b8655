/**
 * Non-interference: two tables that look equal to a seat tell it the same bytes.
 *
 * <p>A {@link io.tablekeep.engine.secrecy.Pair} plays one story at two whole engines whose
 * documents differ only in what the observer does not see; what one does in secret may happen in
 * one of them alone. After each step the slow definition of the view says whether they still look
 * equal, and all that the observer was told is compared byte for byte. Everything runs in one
 * thread from one seed; a failure is made smaller and printed as a story.
 */
@NullMarked
package io.tablekeep.engine.secrecy;

import org.jspecify.annotations.NullMarked;
