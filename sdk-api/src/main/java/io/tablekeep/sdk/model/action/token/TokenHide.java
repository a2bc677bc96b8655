package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code token.hide}: tokens are hidden from the players or shown to them. For those who run the
 * game.
 *
 * @param tokens the tokens
 * @param hidden whether only those who run the game see them
 */
@Doc("Hides tokens from the players, or shows them.")
public record TokenHide(
    @Length(min = 1, max = 100) List<TokenRef> tokens, @Default("true") boolean hidden) {}
