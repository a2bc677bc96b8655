/**
 * The working copy of who is concerned by one decision. Rules read a creature once, hurt, heal and
 * burden it in memory, and write what has changed at the end: so twenty targets of one spell cost
 * twenty times one, and two wounds in one action see each other. Used by one rule on one thread.
 */
@NullMarked
package io.tablekeep.plugin.d20.scene;

import org.jspecify.annotations.NullMarked;
