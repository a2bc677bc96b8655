package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;

/**
 * {@code token.resize}: a token grows or shrinks. For those who run the game.
 *
 * @param token the token
 * @param width cells
 * @param height cells
 */
@Doc("Makes a token larger or smaller.")
public record TokenResize(
    TokenRef token,
    @Doc("Cells.") @Range(min = Token.SMALLEST, max = Token.LARGEST) double width,
    @Doc("Cells.") @Range(min = Token.SMALLEST, max = Token.LARGEST) double height) {}
