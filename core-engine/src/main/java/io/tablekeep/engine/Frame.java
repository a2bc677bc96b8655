package io.tablekeep.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one seat is told: how its view changed, and what became of its actions.
 *
 * @param position the seat's own counter after this frame; one more than before when {@code change}
 *     is there, else unchanged
 * @param change the difference of the seat's view, shared by all seats it is equal for
 * @param receipts receipts of this seat's actions
 */
public record Frame(long position, @Nullable ViewChange change, List<Receipt> receipts) {}
