package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code light.hide}: players do not see where a light stands, or see it again. It shines all the
 * same. For those who run the game.
 *
 * @param light the light
 * @param hidden whether only those who run the game see where it stands
 */
@Doc("Hides where a light stands from the players, or shows it.")
public record LightHide(LightRef light, @Default("true") boolean hidden) {}
