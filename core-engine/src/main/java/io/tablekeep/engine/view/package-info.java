/**
 * What each seat sees. A view is declared data only: the table's own declarations ({@link
 * io.tablekeep.engine.view.TableVisibility}, {@link io.tablekeep.engine.view.MapVisibility}) and
 * those of the game system, compiled to {@link io.tablekeep.engine.view.ViewRules}. Whatever nobody
 * declared is for its owner and the GM. What names an entity is seen by those who see the entity
 * ({@link io.tablekeep.engine.view.Link}).
 *
 * <p>A seat is told the difference between its own previous and its own next view, never a filtered
 * global patch; it depends on nothing but these two views. All viewers are served in one walk of
 * what differs, with a bit for each of them, so that those who see the same cost no more than one.
 * What is seen differently although nothing changed there is found by {@link
 * io.tablekeep.engine.view.Shifts}; sight past walls and light is {@code .sight}.
 *
 * <p>Runs on the campaign's loop (differences) or off it (whole views, references in rules).
 */
@NullMarked
package io.tablekeep.engine.view;

import org.jspecify.annotations.NullMarked;
