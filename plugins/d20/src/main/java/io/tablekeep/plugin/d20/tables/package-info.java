/**
 * The tables of the rules as functions: levels, slots, what a sheet may hold, what follows from it.
 * Pure and without state; the other rooms ask here instead of knowing numbers.
 */
@NullMarked
package io.tablekeep.plugin.d20.tables;

import org.jspecify.annotations.NullMarked;
