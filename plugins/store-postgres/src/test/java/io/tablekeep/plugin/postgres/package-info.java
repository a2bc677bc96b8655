/** The PostgreSQL store: the contract on a real server, and what such servers go through. */
@NullMarked
package io.tablekeep.plugin.postgres;

import org.jspecify.annotations.NullMarked;
