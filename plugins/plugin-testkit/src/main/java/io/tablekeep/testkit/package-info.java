/**
 * The real engine in a plugin author's test: a table with people at it, dice that fall as told, and
 * time that passes only when asked.
 *
 * <p>Authors begin with {@link io.tablekeep.testkit.TestTable#playing}. Everything runs on the
 * test's own thread in the simulated runtime, from one seed, with the journal in memory: nothing
 * sleeps, and a failure comes back when the test runs again. Nothing here is a stand-in for the
 * engine, so what passes here is what happens at a real table.
 */
@NullMarked
package io.tablekeep.testkit;

import org.jspecify.annotations.NullMarked;
