/**
 * The runnable server: configuration, and what is started and stopped in which order.
 *
 * <p>{@link io.tablekeep.server.Main} hands the command line to {@code .cli}; {@code .house} opens
 * the data folder, {@code .http} and {@code .ws} are its faces, {@code .auth} its keys, {@code
 * .ops} what its host watches. Starting and stopping block and happen on ordinary threads.
 */
@NullMarked
package io.tablekeep.server;

import org.jspecify.annotations.NullMarked;
