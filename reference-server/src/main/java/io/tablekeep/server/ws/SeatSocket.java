package io.tablekeep.server.ws;

import io.netty.util.concurrent.ScheduledFuture;
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
import io.tablekeep.server.wire.Incoming;
import io.tablekeep.server.wire.Out;
import io.tablekeep.server.wire.Wire;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket as a seat: hello, welcome, acts and frames. Messages are read on the socket's event
 * loop; what the seat is told comes on the campaign's loop and is put into bytes there.
 */
final class SeatSocket extends SocketHandler implements SeatListener {
  private static final Logger LOG = LoggerFactory.getLogger(SeatSocket.class);
  private static final int HELD = 32;

  /** How long a table may take to open. */
  private static final int SEAT_SECONDS = 20;

  private final Wire wire;
  private final String campaign;
  private final String address;
  private final Doors doors;
  private final Sockets sockets;
  private final Incoming incoming = new Incoming();
  private final Deque<byte[]> held = new ArrayDeque<>(0);
  private final AtomicInteger inFlight = new AtomicInteger();
  private @Nullable ScheduledFuture<?> helloTimer;
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

  SeatSocket(String campaign, String address, Wire wire, Doors doors, Sockets sockets) {
    super(sockets.limits(), sockets.metrics(), wire.isBinary());
    this.wire = wire;
    this.campaign = campaign;
    this.address = address;
    this.doors = doors;
    this.sockets = sockets;
  }

  @Override
  void opened() {
    sockets.opened(this);
    helloTimer =
        loop()
            .schedule(
                () -> close(CloseCode.HELLO_TIMEOUT, "No hello came in time."),
                limits.hello().toMillis(),
                TimeUnit.MILLISECONDS);
  }

  @Override
  void message(byte[] bytes, int from, int to) {
    if (greeted && seat == null) {
      hold(bytes, from, to);
      return;
    }
    try {
      wire.read(bytes, from, to, incoming);
      handle(incoming);
    } catch (TablekeepException fault) {
      fault(fault);
    }
  }

  /** Keeps what comes between the hello and the seat. */
  private void hold(byte[] bytes, int from, int to) {
    if (held.size() >= HELD) {
      close(CloseCode.TOO_MANY, "Wait for the welcome.");
    } else {
      held.add(Arrays.copyOfRange(bytes, from, to));
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
      case HISTORY -> Hindsight.ask(mine, in, wire, context().alloc(), this::send);
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
  void writable(boolean now) {
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
              sendBehind(out.finish(context().alloc()));
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
    cancelHello();
    // A store that does not answer keeps nobody waiting for ever.
    helloTimer =
        loop()
            .schedule(
                () -> close(CloseCode.UNAVAILABLE, "The table did not open in time."),
                SEAT_SECONDS,
                TimeUnit.SECONDS);
    doors
        .enter(
            campaign, in.seat, new SeatRequest("", in.device, in.resume, in.position, open), this)
        .whenComplete((taken, fault) -> loop().execute(() -> seated(taken, fault)));
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
    cancelHello();
    if (fault != null || taken == null) {
      refused(fault);
      return;
    }
    if (over) {
      taken.leave();
      return;
    }
    seat = taken;
    if (!context().channel().isWritable()) {
      takes(taken, true, asleep);
    }
    byte[] message = held.poll();
    while (message != null && !over) {
      message(message, 0, message.length);
      message = held.poll();
    }
  }

  private void refused(@Nullable Throwable fault) {
    Throwable cause = Said.unwrapped(fault);
    if (cause instanceof TablekeepException known) {
      String message = known.getMessage();
      Duration after = known instanceof BusyException busy ? busy.retryAfter() : Duration.ZERO;
      close(CloseCode.of(known.code()), message == null ? known.code() : message, after);
    } else {
      LOG.error("a seat could not be taken in {}", campaign, cause);
      close(CloseCode.INTERNAL, "The server failed.");
    }
  }

  private void fault(TablekeepException fault) {
    metrics.fault();
    String message = String.valueOf(fault.getMessage());
    if (fault.code().equals("not-utf8")) {
      close(CloseCode.NOT_UTF8, message);
      return;
    }
    if (!greeted || ++faults >= limits.faults()) {
      close(CloseCode.BAD_MESSAGE, message);
      return;
    }
    Out out = wire.begin();
    wire.error(out, fault.code(), message, fault.field().orElse(""), incoming.n);
    send(out.finish(context().alloc()));
  }

  @Override
  void told(CloseCode code) {
    boolean usual = code == CloseCode.LEFT || code == CloseCode.SERVER_STOPPING;
    (usual ? LOG.atDebug() : LOG.atInfo())
        .addKeyValue("campaign", campaign)
        .addKeyValue("device", device)
        .addKeyValue("address", address)
        .addKeyValue("close", code.number())
        .addKeyValue("code", code.word())
        .log("socket closed");
  }

  @Override
  void farewell(CloseCode code, String message, Duration retryAfter) {
    Out out = wire.begin();
    wire.error(out, code.word(), message, "", 0, retryAfter);
    send(out.finish(context().alloc()));
  }

  /** How many actions wait for their receipts. From any thread. */
  int inFlight() {
    return inFlight.get();
  }

  private void cancelHello() {
    ScheduledFuture<?> timer = helloTimer;
    if (timer != null) {
      timer.cancel(false);
      helloTimer = null;
    }
  }

  @Override
  void gone() {
    if (over) {
      return;
    }
    over = true;
    cancelHello();
    held.clear();
    sockets.gone(this);
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
    sendLarge(out.finish(context().alloc(), state.length + tail.length), state, tail);
  }

  @Override
  public void resumed(Resumed resumed) {
    Out out = wire.begin();
    wire.resumed(out, resumed);
    send(out.finish(context().alloc()));
  }

  @Override
  public void refused(String code, String message) {
    Out out = wire.begin();
    wire.error(out, code, message, "/resume", 0);
    send(out.finish(context().alloc()));
  }

  @Override
  public void frame(Frame frame) {
    int receipts = frame.receipts().size();
    if (receipts > 0) {
      inFlight.addAndGet(-receipts);
    }
    Out out = wire.begin();
    wire.frame(out, frame);
    send(out.finish(context().alloc()));
  }

  @Override
  public void signal(Signal signal) {
    Out out = wire.begin();
    wire.signal(out, signal);
    send(out.finish(context().alloc()));
  }

  @Override
  public void line(boolean writable, String reason) {
    Out out = wire.begin();
    wire.line(out, writable, reason);
    send(out.finish(context().alloc()));
  }

  @Override
  public void closed(String code, String message) {
    close(CloseCode.of(code), message);
  }

  @Override
  public void closed(String code, String message, Duration retryAfter) {
    close(CloseCode.of(code), message, retryAfter);
  }
}
