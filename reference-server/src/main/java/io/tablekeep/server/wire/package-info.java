/**
 * Messages of the table's socket as bytes, in two forms: {@code tablekeep.json.1} for people and
 * {@code tablekeep.cbor.1} for programs.
 *
 * <p>What a message says is put down once, in {@link io.tablekeep.server.wire.Messages}; {@link
 * io.tablekeep.server.wire.Form} writes and {@link io.tablekeep.server.wire.Source} reads it in one
 * of the forms, so that a new message costs one method and no second encoding. Both are published
 * in {@code /api/asyncapi.json}. Nothing here knows of sockets; what a connection remembers (the
 * numbers of places) is in its {@link io.tablekeep.server.wire.Wire}, which one thread uses at a
 * time.
 */
@NullMarked
package io.tablekeep.server.wire;

import org.jspecify.annotations.NullMarked;
