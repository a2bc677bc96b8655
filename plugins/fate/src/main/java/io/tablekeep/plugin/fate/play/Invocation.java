package io.tablekeep.plugin.fate.play;

import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;

/**
 * The answer of somebody who may invoke an aspect after the dice have fallen.
 *
 * @param aspect its words or its key; empty to let the dice stand
 * @param use what for
 */
@Doc("Invokes an aspect, or lets the dice stand.")
public record Invocation(
    @Doc("The aspect, by its words; empty lets the dice stand.") @Default("") @Length(max = 200)
        String aspect,
    @Default("plus-two") Use use) {
  /** What an invocation brings. */
  public enum Use {
    /** Two more. */
    PLUS_TWO,
    /** All four dice again. */
    REROLL
  }

  /** To let the dice stand. */
  static final Invocation NONE = new Invocation("", Use.PLUS_TWO);
}
