package io.tablekeep.sdk.model.action.scene;

import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.model.LightRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Range;
import java.util.Optional;

/**
 * {@code light.edit}: how a light shines is changed. What is absent stays as it is. For those who
 * run the game.
 *
 * @param light the light
 * @param bright how far it shines brightly, in cells
 * @param dim how far it shines at all, in cells
 * @param color the colour of its light
 * @param intensity how strong it is: 1 as usual, 0 not at all
 * @param shadows whether walls stop it
 */
@Doc("Changes how a light shines.")
public record LightEdit(
    LightRef light,
    @Doc("How far it shines brightly, in cells.") @Range(min = 0, max = 10_000)
        Optional<Double> bright,
    @Doc("How far it shines at all, in cells.") @Range(min = 0, max = 10_000) Optional<Double> dim,
    Optional<Color> color,
    @Doc("How strong it is: 1 as usual, 0 not at all.") @Range(min = 0, max = 100)
        Optional<Double> intensity,
    @Doc("Whether walls stop it.") Optional<Boolean> shadows) {}
