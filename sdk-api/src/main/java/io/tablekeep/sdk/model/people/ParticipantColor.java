package io.tablekeep.sdk.model.people;

import io.tablekeep.sdk.model.Color;
import io.tablekeep.sdk.schema.Doc;

/**
 * {@code participant.color}: the sender's own cursor and dice get another colour.
 *
 * @param color the new colour
 */
@Doc("Changes the colour of your cursor and your dice.")
public record ParticipantColor(Color color) {}
