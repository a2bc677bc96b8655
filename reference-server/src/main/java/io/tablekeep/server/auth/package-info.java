/**
 * Who may do what on this server: the host's key and the signed links of seats.
 *
 * <p>Called by the HTTP and socket rooms, on any thread; nothing here blocks after start. There are
 * no accounts yet: whoever holds a link is the participant it names, whoever holds the host key
 * runs the server. Links are signed instead of stored, so that a restart keeps them and nothing
 * secret lies in the document.
 */
@NullMarked
package io.tablekeep.server.auth;

import org.jspecify.annotations.NullMarked;
