/** Compiles and runs what the READMEs for plugin authors show. */
@NullMarked
package io.tablekeep.testkit.readme;

import org.jspecify.annotations.NullMarked;
