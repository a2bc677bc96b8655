package io.tablekeep.server.ws;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.BusyException;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Page;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.store.StoreException;
import io.tablekeep.server.wire.Incoming;
import io.tablekeep.server.wire.Out;
import io.tablekeep.server.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A client at a table that this server keeps: hello, welcome, acts and frames. Messages are read on
 * the outlet's loop; what the seat is told comes on the campaign's loop and is put into bytes
 * there.
 */
final class SeatTalk implements Talk, SeatListener {
  private static final Logger LOG = LoggerFactory.getLogger(SeatTalk.class);

  /** What is said when the table is another node's, or goes to one. */
  private static final Set<String> MOVED = Set.of("elsewhere", "moved");

  private final Wire wire;
  private final String campaign;
  private final Outlet outlet;
  private final Doors doors;
  private final Sockets sockets;
  private final Incoming incoming = new Incoming();
  private final Held held = new Held();
  private final AtomicInteger inFlight = new AtomicInteger();
  private @Nullable Seat seat;
  private boolean greeted;
  private boolean over;
  private String device = "";

  /** What was shown; empty before the hello. */
  private volatile String token = "";

  private int faults;

  /** More waits to be sent than is good. */
  private boolean full;

  /** The client wants nothing for a while. */
  private boolean asleep;

  SeatTalk(String campaign, Wire wire, Doors doors, Sockets sockets, Outlet outlet) {
    this.wire = wire;
    this.campaign = campaign;
    this.outlet = outlet;
    this.doors = doors;
    this.sockets = sockets;
    sockets.begun(this);
  }

  @Override
  public void message(byte[] bytes, int from, int to) {
    if (over) {
      return;
    }
    if (greeted && seat == null) {
      if (!held.add(bytes, from, to)) {
        close(CloseCode.TOO_MANY, "Wait for the welcome.");
      }
      return;
    }
    try {
      wire.read(bytes, from, to, incoming);
      handle(incoming);
    } catch (TablekeepException fault) {
      fault(fault);
    }
  }

  private void handle(Incoming in) {
    Seat mine = seat;
    if (mine == null) {
      hello(in);
      return;
    }
    switch (in.type) {
      case ACT -> act(mine, in);
      case SIGNAL -> mine.signal(in.kind, in.payload());
      case OPEN -> part(in.path, mine.open(Said.place(in.path, "/path")));
      case SHUT -> part(in.path, mine.shut(Said.place(in.path, "/path")));
      case PAGE -> {
        Pointer at = Said.place(in.path, "/path");
        page(in.path, mine.page(new Page.Of(at, in.from, in.backwards, in.limit)));
      }
      case HISTORY -> Hindsight.ask(mine, in, wire, outlet.alloc(), outlet::send);
      case PAUSE -> takes(mine, full, true);
      case READY -> takes(mine, full, false);
      case HELLO -> throw Said.bad("already-seated", "This socket has its seat.", "/type");
    }
  }

  private void act(Seat mine, Incoming in) {
    OptionalLong basedOn = in.basedOn < 0 ? OptionalLong.empty() : OptionalLong.of(in.basedOn);
    inFlight.incrementAndGet();
    // The receipt comes in a frame.
    CompletableFuture<Receipt> unused =
        mine.submit(new Action(device, in.n, in.action, in.payload(), basedOn, in.since));
  }

  @Override
  public void writable(boolean now) {
    Seat mine = seat;
    if (mine == null) {
      return;
    }
    takes(mine, !now, asleep);
  }

  /** Of two reasons not to take anything, each is enough: a full connection, and the wish. */
  private void takes(Seat mine, boolean nowFull, boolean nowAsleep) {
    boolean paused = full || asleep;
    full = nowFull;
    asleep = nowAsleep;
    if (paused != (full || asleep)) {
      if (paused) {
        mine.ready();
      } else {
        mine.pause();
      }
    }
  }

  /** Comes after the frame with what was opened. */
  private void part(String path, CompletableFuture<Void> done) {
    answer(path, done, (out, ok) -> wire.part(out, path));
  }

  private void page(String path, CompletableFuture<Page> page) {
    answer(path, page, (out, made) -> wire.page(out, path, made));
  }

  private <T> void answer(String path, CompletableFuture<T> done, BiConsumer<Out, T> says) {
    CompletableFuture<T> unused =
        done.whenComplete(
            (made, fault) -> {
              Out out = wire.begin();
              if (fault == null) {
                says.accept(out, made);
              } else {
                TablekeepException known = Said.told(fault);
                wire.error(out, known.code(), String.valueOf(known.getMessage()), path, 0);
              }
              outlet.sendBehind(out.finish(outlet.alloc()));
            });
  }

  private void hello(Incoming in) {
    if (in.type != Incoming.Type.HELLO) {
      close(CloseCode.BAD_MESSAGE, "The first message is a hello.");
      return;
    }
    if (!Said.isDevice(in.device)) {
      close(
          CloseCode.BAD_MESSAGE,
          "A device is named by 1 to 64 letters, digits, dots, underscores and hyphens.");
      return;
    }
    List<Pointer> open = in.open.stream().map(path -> Said.place(path, "/open")).toList();
    greeted = true;
    device = in.device;
    // Set before it is looked at, so that no revocation falls in between.
    token = in.seat;
    doors
        .enter(
            campaign, in.seat, new SeatRequest("", in.device, in.resume, in.position, open), this)
        .whenComplete((taken, fault) -> outlet.execute(() -> seated(taken, fault)));
  }

  /** Closes the socket when its token counts no more. From any thread. */
  void recheck() {
    String shown = token;
    if (shown.isEmpty()) {
      return;
    }
    boolean held;
    try {
      held = doors.holds(campaign, shown);
    } catch (TablekeepException unavailable) {
      held = true;
    }
    if (!held) {
      close(CloseCode.BAD_SEAT, "This seat was taken away.");
    }
  }

  private void seated(@Nullable Seat taken, @Nullable Throwable fault) {
    if (fault != null || taken == null) {
      refused(fault);
      return;
    }
    if (over) {
      taken.leave();
      return;
    }
    seat = taken;
    if (!outlet.isWritable()) {
      takes(taken, true, asleep);
    }
    held.drain(
        message -> {
          message(message, 0, message.length);
          return !over;
        });
    if (!over) {
      outlet.seated();
    }
  }

  private void refused(@Nullable Throwable fault) {
    if (over) {
      return;
    }
    Throwable cause = Said.unwrapped(fault);
    if (cause instanceof TablekeepException known && MOVED.contains(known.code())) {
      outlet.moving();
    } else if (cause instanceof TablekeepException known) {
      String message = known.getMessage();
      Duration after = known instanceof BusyException busy ? busy.retryAfter() : Duration.ZERO;
      outlet.close(CloseCode.of(known.code()), message == null ? known.code() : message, after);
    } else if (cause instanceof StoreException) {
      // The journal has told the host; what the store says of itself is not for players.
      close(CloseCode.UNAVAILABLE, "The table's storage does not answer. Try again in a while.");
    } else {
      LOG.error("a seat could not be taken in {}", campaign, cause);
      close(CloseCode.INTERNAL, "The server failed.");
    }
  }

  private void fault(TablekeepException fault) {
    sockets.metrics().fault();
    String message = String.valueOf(fault.getMessage());
    if (fault.code().equals("not-utf8")) {
      close(CloseCode.NOT_UTF8, message);
      return;
    }
    if (!greeted || ++faults >= sockets.limits().faults()) {
      close(CloseCode.BAD_MESSAGE, message);
      return;
    }
    Out out = wire.begin();
    wire.error(out, fault.code(), message, fault.field().orElse(""), incoming.n);
    outlet.send(out.finish(outlet.alloc()));
  }

  private void close(CloseCode code, String message) {
    outlet.close(code, message, Duration.ZERO);
  }

  /** Writes the error message that precedes an end. */
  void farewell(CloseCode code, String message, Duration retryAfter) {
    Out out = wire.begin();
    wire.error(out, code.word(), message, "", 0, retryAfter);
    outlet.send(out.finish(outlet.alloc()));
  }

  /** Ends it because the server stops; one that came over a line goes on with another node. */
  void stop() {
    close(CloseCode.SERVER_STOPPING, "The server stops.");
  }

  /** How many actions wait for their receipts. From any thread. */
  int inFlight() {
    return inFlight.get();
  }

  @Override
  public String device() {
    return device;
  }

  @Override
  public void gone() {
    if (over) {
      return;
    }
    over = true;
    held.clear();
    sockets.ended(this);
    Seat mine = seat;
    if (mine != null) {
      mine.leave();
    }
  }

  @Override
  public void welcome(Welcome welcome) {
    Out out = wire.begin();
    byte[] state = wire.state(welcome);
    byte[] tail = wire.welcome(out, welcome);
    outlet.sendLarge(out.finish(outlet.alloc(), state.length + tail.length), state, tail);
  }

  @Override
  public void resumed(Resumed resumed) {
    Out out = wire.begin();
    wire.resumed(out, resumed);
    outlet.send(out.finish(outlet.alloc()));
  }

  @Override
  public void refused(String code, String message) {
    Out out = wire.begin();
    wire.error(out, code, message, "/resume", 0);
    outlet.send(out.finish(outlet.alloc()));
  }

  @Override
  public void frame(Frame frame) {
    int receipts = frame.receipts().size();
    if (receipts > 0) {
      inFlight.addAndGet(-receipts);
    }
    Out out = wire.begin();
    wire.frame(out, frame);
    outlet.send(out.finish(outlet.alloc()));
  }

  @Override
  public void signal(Signal signal) {
    Out out = wire.begin();
    wire.signal(out, signal);
    outlet.send(out.finish(outlet.alloc()));
  }

  @Override
  public void line(boolean writable, String reason) {
    Out out = wire.begin();
    wire.line(out, writable, reason);
    outlet.send(out.finish(outlet.alloc()));
  }

  @Override
  public void closed(String code, String message) {
    closed(code, message, Duration.ZERO);
  }

  @Override
  public void closed(String code, String message, Duration retryAfter) {
    if (MOVED.contains(code)) {
      outlet.moving();
    } else {
      outlet.close(CloseCode.of(code), message, retryAfter);
    }
  }
}
