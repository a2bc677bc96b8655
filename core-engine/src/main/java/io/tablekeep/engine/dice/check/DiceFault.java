package io.tablekeep.engine.dice.check;

/**
 * Something wrong with dice.
 *
 * @param where where, such as {@code entry 17} or {@code event 3}
 * @param code stable kebab-case code
 * @param message one sentence
 */
public record DiceFault(String where, String code, String message) {}
