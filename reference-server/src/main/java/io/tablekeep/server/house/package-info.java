/**
 * What one data folder makes: its lock, keys, plugins, store, pictures and the engine on them; and
 * the archives that go in and out.
 *
 * <p>The server and the commands on a stopped server's data both open a {@link
 * io.tablekeep.server.house.House}; never two at a time on one folder. Everything here may block
 * and is called on ordinary threads.
 */
@NullMarked
package io.tablekeep.server.house;

import org.jspecify.annotations.NullMarked;
