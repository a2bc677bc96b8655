/**
 * Accounts of persons, their devices, the seats they hold, and invitations.
 *
 * <p>All of it is one server-wide document, {@code global/accounts}, with rules of its own: it is
 * journaled, recovered and fenced like a campaign, and what must hold at once (a login is unique,
 * an invitation has uses left) is decided by its single writer. Passwords stand there as Argon2id
 * (RFC 9106), tokens as SHA-256; neither can be read back. Who is asked for on the way of a request
 * is looked up in memory, in the newest durable state. No face of the server shows this document.
 */
@NullMarked
package io.tablekeep.server.accounts;

import org.jspecify.annotations.NullMarked;
