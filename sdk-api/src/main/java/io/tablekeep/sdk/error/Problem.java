package io.tablekeep.sdk.error;

/**
 * Something wrong with a value.
 *
 * @param code stable kebab-case code, owned by whoever checks
 * @param message a sentence the player understands
 * @param field place within the value, component names joined by {@code /}; empty for the whole
 */
public record Problem(String code, String message, String field) {}
