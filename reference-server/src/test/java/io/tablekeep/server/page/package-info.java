/**
 * The page and its client, which are JavaScript: their tests lie in {@code src/test/js} and run in
 * Node.js, some of them against this server as a process. {@code mvn -Pbrowser -Dquick verify} runs
 * them; a plain build needs nothing but a JDK and Maven, and says that they were left out.
 */
@NullMarked
package io.tablekeep.server.page;

import org.jspecify.annotations.NullMarked;
