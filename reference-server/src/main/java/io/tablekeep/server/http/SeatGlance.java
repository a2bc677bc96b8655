package io.tablekeep.server.http;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
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

  /** What a participant sees first, as it is now. */
  static CompletableFuture<Welcome> first(Campaign campaign, String participant) {
    return at(campaign, SeatRequest.first(participant, ""));
  }

  /** All that a participant sees, as it is now. */
  static CompletableFuture<Welcome> whole(Campaign campaign, String participant) {
    return at(campaign, SeatRequest.whole(participant));
  }

  private static CompletableFuture<Welcome> at(Campaign campaign, SeatRequest request) {
    SeatGlance glance = new SeatGlance();
    CompletableFuture<Seat> seat = campaign.join(request, glance);
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
