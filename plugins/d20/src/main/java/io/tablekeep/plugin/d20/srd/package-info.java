/**
 * Content that comes with the rules: spells, creatures and heroes to begin with, from the figures
 * of the SRD 5.1, in JSON resources of the same shape that a compendium has. Read once, as the
 * plugin is loaded.
 */
@NullMarked
package io.tablekeep.plugin.d20.srd;

import org.jspecify.annotations.NullMarked;
