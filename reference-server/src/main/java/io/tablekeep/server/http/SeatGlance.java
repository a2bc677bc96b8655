package io.tablekeep.server.http;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import java.util.concurrent.CompletableFuture;

/** Sits down to look at the table once, and gets up again. */
// What fails on the way fails the stage that the caller has.
@SuppressWarnings("FutureReturnValueIgnored")
final class SeatGlance implements SeatListener {
  private final CompletableFuture<Welcome> seen = new CompletableFuture<>();

  private SeatGlance() {}

  /** The view of a participant as it is now. */
  static CompletableFuture<Welcome> at(Campaign campaign, String participant) {
    SeatGlance glance = new SeatGlance();
    CompletableFuture<Seat> seat = campaign.join(participant, glance);
    seat.whenComplete(
        (taken, fault) -> {
          if (fault != null) {
            glance.seen.completeExceptionally(Answers.unwrap(fault));
          }
        });
    return glance.seen.whenComplete((welcome, fault) -> seat.thenAccept(Seat::leave));
  }

  @Override
  public void welcome(Welcome welcome) {
    seen.complete(welcome);
  }

  @Override
  public void frame(Frame frame) {}

  @Override
  public void closed(String code, String message) {
    // After the welcome this changes nothing.
    seen.completeExceptionally(new TablekeepException(ErrorKind.RESOURCE, code, message));
  }
}
