/**
 * Running the server: health, metrics, logs.
 *
 * <p>Health is asked by machines that restart what does not answer, so it says yes only after a
 * write was durable and every loop came round. Logs are one JSON object a line on standard error,
 * with everything that looks like a key taken out before it is written.
 */
@NullMarked
package io.tablekeep.server.ops;

import org.jspecify.annotations.NullMarked;
