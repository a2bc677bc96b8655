package io.tablekeep.sdk.model.action.world;

import io.tablekeep.sdk.model.ObjectiveRef;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;

/**
 * {@code objective.edit}: a step is changed. What is absent stays as it is. For those who run the
 * game.
 *
 * @param objective the step
 * @param text what is to be done
 * @param done whether it is done
 */
@Doc("Changes a step of a quest, also whether it is done.")
public record ObjectiveEdit(
    ObjectiveRef objective,
    @Length(min = 1, max = 10_000) Optional<String> text,
    Optional<Boolean> done) {}
