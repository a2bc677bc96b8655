package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.sdk.game.Decision;
import java.util.List;
import java.util.Optional;

/**
 * What a round came to.
 *
 * @param root the document with the effects; the root it began with when there are none
 * @param effects what changes, in order
 * @param rolls every die that fell, also when the action was refused
 * @param outcome what the sender is told
 * @param waits the proposal or the questions the action waits for; {@code effects} are then empty
 * @param proposed what a proposal would change; empty unless one waits
 */
public record Decided(
    JsonObject root,
    List<Effect> effects,
    List<Rolled> rolls,
    Outcome outcome,
    Optional<Decision> waits,
    List<Effect> proposed) {}
