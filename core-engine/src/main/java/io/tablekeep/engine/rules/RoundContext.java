package io.tablekeep.engine.rules;

import io.tablekeep.engine.runtime.Chance;
import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.game.Participant;
import java.time.Instant;
import java.util.Map;

/**
 * Everything a round may use besides the document. Deciding the same action again with the same
 * context gives the same decision.
 *
 * @param by who sent the action
 * @param now the time of this decision
 * @param ids where new keys count from: microseconds of the action's first decision
 * @param version version the entry would have
 * @param rolls dice that fell when the action was decided before, by what they were for
 * @param answers answers to questions, tree values by question key
 * @param approved whether someone has agreed to what the rules propose
 * @param chance where new dice come from
 * @param sight who sees what
 */
public record RoundContext(
    Participant by,
    Instant now,
    long ids,
    long version,
    Map<String, Roll> rolls,
    Map<String, Object> answers,
    boolean approved,
    Chance chance,
    Sight sight) {}
