package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Map;

/**
 * {@code ask.answer}: a question of the rules is answered. When no other answer is missing the
 * action that asked is decided again with it. For those who were asked and those who run the game.
 *
 * @param ask key of what waits
 * @param question the question's own key
 * @param answer an object of the form that the question's suggestion shows
 */
@Doc("Answers a question of the rules.")
public record AskAnswer(
    @Doc("The key of what waits.") @Length(min = 1, max = 64) String ask,
    @Doc("The question's own key.") @Length(min = 1, max = 200) String question,
    @Doc("Of the form that the question's suggestion shows.") Map<String, Object> answer) {}
