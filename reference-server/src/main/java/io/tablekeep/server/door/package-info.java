/**
 * The door: who knocks from where, how often they may, and the certificate that is shown.
 *
 * <p>Asked by the HTTP and socket rooms on event loops, before anything of a request is read;
 * nothing here blocks but reading certificates, at the start and on a worker when their files
 * change. What is kept for each address is bounded: an address that is forgotten begins with a full
 * bucket, and so many are kept that forgetting on purpose costs more requests than it gives.
 */
@NullMarked
package io.tablekeep.server.door;

import org.jspecify.annotations.NullMarked;
