package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * {@code token.raise}: a token rises or sinks.
 *
 * @param token the token, of an actor that the sender owns
 * @param elevation how high it is above the ground, in the unit of the map's grid
 */
@Doc("Changes how high a token is above the ground.")
public record TokenRaise(
    @Mine TokenRef token,
    @Doc("How high above the ground, in the unit of the map's grid.")
        @Range(min = -Point.FARTHEST, max = Point.FARTHEST)
        double elevation) {}
