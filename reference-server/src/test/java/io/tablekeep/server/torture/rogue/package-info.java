/** A plugin that does everything wrong; packed into a jar and loaded as anyone's would be. */
@NullMarked
package io.tablekeep.server.torture.rogue;

import org.jspecify.annotations.NullMarked;
