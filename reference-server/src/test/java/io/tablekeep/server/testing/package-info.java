/** A real server, and clients that behave well and badly, for the tests of all rooms. */
@NullMarked
package io.tablekeep.server.testing;

import org.jspecify.annotations.NullMarked;
