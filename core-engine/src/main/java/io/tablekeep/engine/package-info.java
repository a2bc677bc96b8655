/** The public face of the engine. */
@NullMarked
package io.tablekeep.engine;

import org.jspecify.annotations.NullMarked;
