/** Reads Universal VTT maps. */
@NullMarked
package io.tablekeep.plugin.uvtt;

import org.jspecify.annotations.NullMarked;
