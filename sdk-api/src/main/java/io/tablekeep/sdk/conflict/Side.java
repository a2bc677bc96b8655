package io.tablekeep.sdk.conflict;

import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Node;
import java.time.Instant;

/**
 * One of the two that met.
 *
 * @param value what this side would have at the place of the conflict; missing when it removed it
 * @param by who changed it there, on this side the last
 * @param at when they did, by the engine's time; for what was done without a line, when their
 *     device says it was done, but never later than it arrived
 */
public record Side(Node value, Participant by, Instant at) {}
