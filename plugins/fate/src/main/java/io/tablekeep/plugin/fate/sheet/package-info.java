/**
 * What stands on a character's sheet, {@code actors/{a}/fate}, how it is made, and how it grows.
 *
 * <p>Everything else in this plugin reads sheets through {@link
 * io.tablekeep.plugin.fate.sheet.Cast}, so that the one place of a fact is written down once. Pure
 * functions and immutable values, on the threads where rules run.
 */
@NullMarked
package io.tablekeep.plugin.fate.sheet;

import org.jspecify.annotations.NullMarked;
