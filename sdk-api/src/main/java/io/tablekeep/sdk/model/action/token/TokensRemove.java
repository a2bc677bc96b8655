package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code tokens.remove}: several tokens are taken off their maps, all of them or none. Their actors
 * stay.
 *
 * @param tokens the tokens, of actors that the sender owns
 */
@Doc("Takes several tokens off their maps.")
public record TokensRemove(@Mine @Length(min = 1, max = 100) List<TokenRef> tokens) {}
