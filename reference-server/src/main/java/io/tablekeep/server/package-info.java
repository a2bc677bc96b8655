/** The runnable server and its command line. */
@NullMarked
package io.tablekeep.server;

import org.jspecify.annotations.NullMarked;
