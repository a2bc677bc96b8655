/**
 * The document as an immutable tree: every change makes a new root that shares all it did not touch
 * with the old one, so a change costs its path and two roots are compared by identity.
 *
 * <p>Scalars are plain {@code String}, {@code Long}, {@code Double}, {@code Boolean} and {@link
 * io.tablekeep.engine.state.JsonNull#NULL}; containers are {@link
 * io.tablekeep.engine.state.JsonObject} and {@link io.tablekeep.engine.state.JsonArray}. Everything
 * observable is in the key order of RFC 8785, and what {@link io.tablekeep.engine.state.JsonWriter}
 * writes is the canonical form, so equal trees have equal bytes and one hash. Small objects share
 * their key sets, large ones are persistent sorted trees, cold ones are compressed canonical text.
 *
 * <p>For the engine only; plugins see nodes. Trees may be read on any thread without locks; readers
 * and writers are cheap objects for one thread. Whole-document work (parsing, packing, hashing)
 * belongs off the event loop, which is the caller's duty.
 */
@NullMarked
package io.tablekeep.engine.state;

import org.jspecify.annotations.NullMarked;
