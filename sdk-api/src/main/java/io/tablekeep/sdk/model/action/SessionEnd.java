package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;

/**
 * {@code session.end}: the evening is over; everything of session scope goes. Without a running
 * session it is refused. For those who run the game.
 */
@Doc("Ends the session that runs.")
public record SessionEnd() {}
