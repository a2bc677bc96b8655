/**
 * Who may see what. An {@link io.tablekeep.sdk.view.Audience} is declared data, never code: the
 * engine evaluates it on the event loop for every seat, and whatever nobody declared visible is for
 * its owner and the GM alone.
 */
@NullMarked
package io.tablekeep.sdk.view;

import org.jspecify.annotations.NullMarked;
