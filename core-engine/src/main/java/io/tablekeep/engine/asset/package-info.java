/**
 * Assets as plain files, named by the hash of their bytes.
 *
 * <p>Used by whoever imports, exports or serves pictures, off the event loop: every call may wait
 * for a disk. Plain files, so that a host can look at them, copy them and back them up with any
 * tool; named by hash, so that nothing is stored twice and damage shows when it is read. A new file
 * is written aside, synced, then renamed: there is no half asset under a name.
 */
@NullMarked
package io.tablekeep.engine.asset;

import org.jspecify.annotations.NullMarked;
