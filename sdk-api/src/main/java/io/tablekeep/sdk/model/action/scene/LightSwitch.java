package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code light.switch}: a light is switched on or off. For those who run the game.
 *
 * @param light the light
 * @param on whether it shines
 */
@Doc("Switches a light on or off.")
public record LightSwitch(LightRef light, boolean on) {}
