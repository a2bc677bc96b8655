/**
 * The compact form of values: CBOR (RFC 8949) with a fixed dictionary of keys.
 *
 * <p>{@link io.tablekeep.engine.cbor.CborWriter} and {@link io.tablekeep.engine.cbor.CborReader}
 * work on byte arrays and are used by one thread at a time; views encode differences with the
 * first, hosts put messages around them and read with the second. They are our own and small,
 * because a move is two dozen bytes and a general library spends more on setting itself up than on
 * them; in tests a general library is the judge of both.
 */
@NullMarked
package io.tablekeep.engine.cbor;

import org.jspecify.annotations.NullMarked;
