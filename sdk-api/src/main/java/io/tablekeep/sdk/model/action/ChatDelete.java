package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.model.ChatRef;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code chat.delete}: words are taken back: by who said them as long as the campaign's policy
 * allows, or by those who run the game.
 *
 * @param line the line, said by the sender
 */
@Doc("Takes words back.")
public record ChatDelete(@Mine ChatRef line) {}
