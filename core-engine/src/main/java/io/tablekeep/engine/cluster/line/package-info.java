/**
 * Conversations between two nodes: messages in order, with back-pressure, many at a time.
 *
 * <p>A seat whose socket is at one node and whose table is at another has a {@link
 * io.tablekeep.engine.cluster.line.Line} between them. What one loop has to say to one node in one
 * turn, on however many lines, goes in one message of the bus. The bus may lose messages; they are
 * numbered, and at the first that is missing all lines between the two nodes end, so that what is
 * heard is always a beginning of what was said. Whoever needs more resumes above this.
 */
@NullMarked
package io.tablekeep.engine.cluster.line;

import org.jspecify.annotations.NullMarked;
