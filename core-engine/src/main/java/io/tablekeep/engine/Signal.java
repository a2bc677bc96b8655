package io.tablekeep.engine;

/**
 * Something of the moment: a cursor, a drag in progress, a typing mark. Never journaled, merged per
 * sender and kind, dropped first under load.
 *
 * @param from participant it comes from
 * @param kind what it is, 1 to 32 lower-case letters, digits and hyphens
 * @param payload a JSON value in UTF-8, at most 1 KiB, not changed after this call
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
public record Signal(String from, String kind, byte[] payload) {}
