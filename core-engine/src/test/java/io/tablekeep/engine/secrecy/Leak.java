package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Pictures;

/** A mistake planted into the worlds, to see that it is found. The usual one is none. */
interface Leak {
  Leak NONE = new Leak() {};

  /** The campaign is open, nobody sits yet. */
  default void open(Table table) {}

  /** Comes between the engine and the observer. */
  default SeatListener around(Table table, SeatListener ear) {
    return ear;
  }

  /** What the observer's action was answered. */
  default Receipt receipt(Table table, Step step, Receipt receipt) {
    return receipt;
  }

  /** What the observer was told in place of what they wanted to see. */
  default String refusal(Table table, Step step, String said) {
    return said;
  }

  /** With whose eyes it is decided which pictures the observer may have. */
  default Pictures pictures(Table table, Pictures pictures) {
    return pictures;
  }

  /** A step is over. */
  default void after(Table table, JsonObject before, JsonObject now) {}
}
