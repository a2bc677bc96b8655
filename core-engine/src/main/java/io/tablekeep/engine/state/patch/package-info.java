/**
 * The difference of two trees and its two standard forms: JSON Patch (RFC 6902) and JSON Merge
 * Patch (RFC 7396); and what becomes of two differences from one tree ({@link
 * io.tablekeep.engine.state.patch.ThreeWay}).
 *
 * <p>Differences are found by identity, so they cost what was changed and not what is there. Used
 * by the loop, the journal codec and the views, on any thread; nothing here keeps state. Patches
 * from outside are read and applied with coded errors, all or nothing: trees are immutable, so a
 * failed patch leaves nothing behind.
 */
@NullMarked
package io.tablekeep.engine.state.patch;

import org.jspecify.annotations.NullMarked;
