package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;

/**
 * {@code session.start}: the evening begins. A session that still runs is ended first; what
 * belonged to it goes. For those who run the game.
 */
@Doc("Begins a session. One that still runs is ended first.")
public record SessionStart() {}
