package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.Doc;
import java.util.Optional;

/**
 * {@code token.layer}: a token is laid on a layer of its map. For those who run the game.
 *
 * @param token the token
 * @param layer the layer; empty: on top of all
 */
@Doc("Lays a token on a layer of its map.")
public record TokenLayer(
    TokenRef token, @Doc("The layer; none: on top of all.") Optional<LayerRef> layer) {}
