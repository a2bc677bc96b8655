/**
 * The table's socket: one WebSocket is one seat.
 *
 * <p>Everything of one socket runs on its Netty event loop; a campaign on another loop hands over
 * finished bytes. The handlers stand in the Netty pipeline instead of on Vert.x's {@code
 * WebSocket}, because a token move shown to five others is mostly the cost of frames: here a
 * message is read from and written to bytes without a text, a tree or a queue in between. What a
 * message looks like is {@link io.tablekeep.server.wire.Wire}'s; who may sit down is {@link
 * io.tablekeep.server.ws.Doors}'.
 */
@NullMarked
package io.tablekeep.server.ws;

import org.jspecify.annotations.NullMarked;
