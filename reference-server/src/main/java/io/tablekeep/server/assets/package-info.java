/**
 * Pictures over HTTP: sent, served whole or in parts, and cut into tiles where a map is secret.
 *
 * <p>Who may have what is the engine's to say ({@link io.tablekeep.engine.view.Pictures}); what a
 * seat may not have is answered exactly like what does not exist. Handlers run on event loops,
 * files are read and written by Vert.x and on worker threads. A campaign has what stands in its
 * document's {@code assets}: files are shared by all campaigns, so knowing a name must not be
 * enough.
 */
@NullMarked
package io.tablekeep.server.assets;

import org.jspecify.annotations.NullMarked;
