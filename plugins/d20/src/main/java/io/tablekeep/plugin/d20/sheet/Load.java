package io.tablekeep.plugin.d20.sheet;

import io.tablekeep.sdk.schema.Doc;

/**
 * What somebody carries, at {@code actors/{a}/d20/load}: reckoned from the sheet's gear and the
 * table's inventory whenever either changes, or what an item weighs.
 */
@Doc("What somebody carries, and how much they can.")
public record Load(@Doc("Pounds.") double carried, @Doc("Pounds.") int most) {}
