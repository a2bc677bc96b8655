/** Suites that each kind of plugin passes by inheriting them. */
@NullMarked
package io.tablekeep.plugin.contracts;

import org.jspecify.annotations.NullMarked;
