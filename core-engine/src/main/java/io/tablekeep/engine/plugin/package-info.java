/**
 * Loading plugins: which files are loaded, with which classes, and why one was refused.
 *
 * <p>Called once at the start by whoever builds an engine, never on an event loop: it reads disks
 * and runs constructors. PF4J keeps descriptors, dependencies and life cycle. Finding extensions is
 * done here, because PF4J logs what fails and goes on with less, and a table must not be opened
 * with half a rule book. Class loading is done here too: a plugin sees the JDK, the SDK and the
 * SDK's own libraries and nothing else of the program, and each of its classes is given the checks
 * that let an endless rule be ended ({@link io.tablekeep.sdk.plugin.Budget}).
 */
@NullMarked
package io.tablekeep.engine.plugin;

import org.jspecify.annotations.NullMarked;
