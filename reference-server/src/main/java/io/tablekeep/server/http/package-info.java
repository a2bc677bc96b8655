/**
 * The HTTP face: campaigns, their links, archives, the published descriptions, and the static page.
 *
 * <p>Handlers run on event loops; whatever reads a disk or a whole document is handed to worker
 * threads. Every answer but the page is JSON, every error is {@code {code, message, field?}}, and
 * who asks is checked before a body is read. Nothing here is on the way of a token move.
 */
@NullMarked
package io.tablekeep.server.http;

import org.jspecify.annotations.NullMarked;
