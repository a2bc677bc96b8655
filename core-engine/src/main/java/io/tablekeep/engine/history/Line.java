package io.tablekeep.engine.history;

import io.tablekeep.engine.view.Views;
import java.time.Instant;
import java.util.List;

/**
 * What one entry changed in one view. Values are shared with the documents they come from.
 *
 * @param version version of the entry
 * @param chain checksum of the journal up to there
 * @param time time of the entry
 * @param by who did it; empty for the engine itself and when that is not told
 * @param action what it is called; empty when that is not told
 * @param begins whether the view begins here, so that there is nothing before to compare with
 * @param changes how the view changed, in order of the places
 */
record Line(
    long version,
    int chain,
    Instant time,
    String by,
    String action,
    boolean begins,
    List<Views.Change> changes) {}
