/**
 * The command line: serving, and work on the data of a stopped server.
 *
 * <p>Results go to standard output, everything else to standard error. With {@code --json} the last
 * line of standard output is one JSON object, for errors too. A command that fails says why in one
 * line and ends with one of {@link io.tablekeep.server.cli.ExitCode}; what a person did wrong never
 * shows a stack trace. The only room that prints.
 */
@NullMarked
package io.tablekeep.server.cli;

import org.jspecify.annotations.NullMarked;
