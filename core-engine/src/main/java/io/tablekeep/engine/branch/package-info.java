/**
 * The table's own time: going back to an earlier moment, branches, and bringing one back.
 *
 * <p><b>Returning</b> is one more entry. Its effects turn what is in a scope ({@link
 * io.tablekeep.engine.branch.Extent}) into what it was; no reaction of the rules runs, since they
 * ran when it became so, but what is derived is derived and every shape is checked. What must not
 * travel stays as it is now, declared in one place: who sits there in which role, flags, policy,
 * what was said, dice that fell, branches. Receipts, action ids and the state of the dice are
 * functions of the journal beside the document, so nothing of them can be turned back: no number of
 * a stream is ever used twice. Actions that wait are ended with a reason. A moment at which
 * something ends is put off by the time that has passed since, so that what had five minutes left
 * has five minutes left. Before it a branch point is named, in the same entry.
 *
 * <p>A <b>branch</b> is a name for a version, one line under {@code branches/{key}} that those see
 * who run the game: O(1), whatever the document weighs. It becomes a document of its own when it is
 * first opened, not before: most branch points are never played. Then the state at that version is
 * written as the first entry of a new journal, so a branch owes its parent nothing from then on
 * (either may be archived, moved or deleted alone) and everything else of a document is true of it
 * as it stands: one epoch, one writer, dice of its own, no receipts. Journals that read on in other
 * journals would make every reader, backup and store a walker of trees, to save one write a branch.
 * {@code branchOf} in its document says where it comes from ({@link
 * io.tablekeep.engine.branch.Ancestry}), so exports and archives carry it.
 *
 * <p><b>Merging</b> is three-way, by path, of what is in a scope: base is the branch as it began or
 * as it was last merged, theirs what stands, mine the branch. One entry, or none while a place that
 * both changed has no choice. {@link io.tablekeep.engine.branch.Referee} is where resolvers settle
 * such places before people are asked.
 *
 * <p>Pure functions of documents, run off the loop or where the rules run, but for {@link
 * io.tablekeep.engine.branch.TimeReader}, which reads journals. Called by {@code engine.loop}.
 */
@NullMarked
package io.tablekeep.engine.branch;

import org.jspecify.annotations.NullMarked;
