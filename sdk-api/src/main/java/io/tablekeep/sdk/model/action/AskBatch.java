package io.tablekeep.sdk.model.action;

import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.List;

/**
 * {@code ask.batch}: several decisions at once. Each is decided alone, in order, on what those
 * before it have made of the table; one that cannot be had hurts no other. All stand in one journal
 * entry, and the receipt tells the outcome of each.
 *
 * @param decisions what to decide, in order; the same key twice is decided twice
 */
@Doc("Agrees to several waiting actions, or refuses them, in order.")
public record AskBatch(
    @Doc("What to decide, in order.") @Length(min = 1, max = AskBatch.MOST)
        List<AskDecide> decisions) {
  /** Decisions of one batch. */
  public static final int MOST = 32;
}
