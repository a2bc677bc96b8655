/** The smallest game system. */
@NullMarked
package io.tablekeep.plugin.hello;

import org.jspecify.annotations.NullMarked;
