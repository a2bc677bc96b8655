package io.tablekeep.engine.loop;

import io.tablekeep.engine.Receipt;
import java.util.ArrayDeque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Entries on their way to the store, oldest first, and answers that go with them. Loop-confined.
 */
final class Flight {
  private final Seats seats;
  private final ArrayDeque<InFlight> entries = new ArrayDeque<>();

  Flight(Seats seats) {
    this.seats = seats;
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  void add(InFlight entry) {
    entries.add(entry);
  }

  /** Takes out the oldest, if it is of that version or an older one. */
  @Nullable InFlight landed(long version) {
    InFlight oldest = entries.peek();
    return oldest != null && oldest.version <= version ? entries.remove() : null;
  }

  /** Takes everything out, oldest first. */
  void end(Consumer<InFlight> each) {
    while (!entries.isEmpty()) {
      each.accept(entries.remove());
    }
  }

  /** Waits for the receipt of an entry; false when it is not on its way. */
  boolean join(Reply reply, long version) {
    for (InFlight entry : entries) {
      if (entry.version == version) {
        entry.replies.add(reply);
        return true;
      }
    }
    return false;
  }

  /** Tells somebody as soon as everything decided is durable. */
  void answer(Reply reply, Receipt receipt) {
    InFlight newest = entries.peekLast();
    if (newest != null) {
      newest.answers.add(new InFlight.Answer(reply, receipt));
    } else {
      tell(reply, receipt);
    }
  }

  /** Tells somebody now. */
  void tell(Reply reply, Receipt receipt) {
    TableSeat seat = reply.seat();
    if (seat != null) {
      seats.receipt(seat, receipt);
    }
    reply.future().complete(receipt);
  }
}
