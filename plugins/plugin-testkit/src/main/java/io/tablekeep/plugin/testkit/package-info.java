/** The real engine in a plugin author's test. */
@NullMarked
package io.tablekeep.plugin.testkit;

import org.jspecify.annotations.NullMarked;
