/**
 * This server as one of several: how it joins the others, what it tells them of itself, and how
 * what comes to it for a table of another node gets there and back.
 */
@NullMarked
package io.tablekeep.server.cluster;

import org.jspecify.annotations.NullMarked;
