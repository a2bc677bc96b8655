/**
 * Reads the SRD 5.1 as the 5e-database writes it, one of its JSON files or a zip of them: monsters
 * become actors with a stat block of the system d20, spells and equipment become items with the
 * figures that system plays by, and everything else becomes pages of lore.
 *
 * <p>{@link io.tablekeep.plugin.srd5e.SrdImporter} is the extension. One item after the other is
 * read, on the importing thread; each says what of it nobody understood. Nothing here sees the
 * system itself: the shape of its blocks is public, in its README.
 */
@NullMarked
package io.tablekeep.plugin.srd5e;

import org.jspecify.annotations.NullMarked;
