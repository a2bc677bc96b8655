/**
 * What each seat sees. A view is declared data only: the table's own declarations ({@link
 * io.tablekeep.engine.view.TableVisibility}) and those of the game system, compiled to {@link
 * io.tablekeep.engine.view.ViewRules}. Whatever nobody declared is for its owner and the GM.
 *
 * <p>A seat is told the difference between its own previous and its own next view, never a filtered
 * global patch. Runs on the campaign's loop (differences) or off it (whole views); pure functions
 * of immutable roots. Sight past walls and lights joins here, as a further gate.
 */
@NullMarked
package io.tablekeep.engine.view;

import org.jspecify.annotations.NullMarked;
