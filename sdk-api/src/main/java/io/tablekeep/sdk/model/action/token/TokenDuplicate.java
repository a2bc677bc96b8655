package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code token.duplicate}: more tokens like one are put on its map, in a row to the right. For
 * those who run the game.
 *
 * @param token the token
 * @param count how many
 * @param at where the middle of the first is, in cells; empty: beside the token
 */
@Doc("Puts more tokens like one beside it.")
public record TokenDuplicate(
    TokenRef token,
    @Range(min = 1, max = 20) @Default("1") int count,
    @Doc("Where the first is put, in cells; without it, beside the token.") Optional<Point> at) {}
