/**
 * What the engine counts. Every queue, limit, latency and failure has a meter here; labels are few
 * and fixed (codes of the engine, never names of campaigns, people or things), so that metrics tell
 * no secrets and stay bounded.
 */
@NullMarked
package io.tablekeep.engine.metrics;

import org.jspecify.annotations.NullMarked;
