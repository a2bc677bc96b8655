/**
 * The real program, as processes, over its public protocol: killed, starved, fed with garbage, put
 * on damaged files and beside a plugin that misbehaves.
 *
 * <p>Nothing here looks inside the server; what is true is told by sockets, HTTP, exit codes,
 * exported journals and the log. {@link io.tablekeep.server.torture.Effort} says how long each test
 * goes on: seconds in each build, minutes with {@code -Ptorture -Dtablekeep.torture=short}, and by
 * hand as long as it takes. Two hundred kills, for instance, are {@code mvn -Ptorture -Dquick
 * -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false verify}. Every random choice comes from a
 * printed seed ({@code -Dtablekeep.seed=N} repeats it).
 */
@NullMarked
package io.tablekeep.server.torture;

import org.jspecify.annotations.NullMarked;
