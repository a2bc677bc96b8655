/**
 * A compendium, {@code compendium/{id}}: an imported pack of creatures, things and lore that is
 * copied from, entry by entry, and never linked to; a copy names it by content hash. Values for any
 * thread.
 */
@NullMarked
package io.tablekeep.sdk.model.compendium;

import org.jspecify.annotations.NullMarked;
