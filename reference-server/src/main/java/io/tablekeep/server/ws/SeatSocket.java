package io.tablekeep.server.ws;

import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.ScheduledFuture;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.wire.Incoming;
import io.tablekeep.server.wire.Out;
import io.tablekeep.server.wire.Wire;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One socket, and whom its client talks to: a table of this server, or the node that keeps it. When
 * a table goes to another node, the socket stays: the client says hello again on it.
 */
final class SeatSocket extends SocketHandler implements Outlet {
  private static final Logger LOG = LoggerFactory.getLogger(SeatSocket.class);

  /** How long a table may take to open. */
  private static final int SEAT_SECONDS = 20;

  /** Between two looks for the node that keeps a table, in milliseconds. */
  private static final long FIRST_PAUSE = 20;

  private static final long LONGEST_PAUSE = 1_000;

  private final Wire wire;
  private final String campaign;
  private final String address;
  private final Doors doors;
  private final Sockets sockets;
  private final Optional<Relays> relays;
  private final Held held = new Held();
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable Talk talk;
  private String device = "";

  /**
   * The hello that is not answered yet, of a table that may be another node's. What follows it is
   * held, so that both can be said to another node when this one fails.
   */
  private byte @Nullable [] hello;

  private long pause = FIRST_PAUSE;

  /** The client was told to say hello again. */
  private boolean again;

  private boolean over;

  SeatSocket(
      String campaign,
      String address,
      Wire wire,
      Doors doors,
      Sockets sockets,
      Optional<Relays> relays) {
    super(sockets.limits(), sockets.metrics(), wire.isBinary());
    this.wire = wire;
    this.campaign = campaign;
    this.address = address;
    this.doors = doors;
    this.sockets = sockets;
    this.relays = relays;
  }

  @Override
  void opened() {
    sockets.opened(this);
    awaitHello();
  }

  private void awaitHello() {
    within(limits.hello(), CloseCode.HELLO_TIMEOUT, "No hello came in time.");
  }

  private void within(Duration time, CloseCode code, String message) {
    cancelTimer();
    timer = loop().schedule(() -> close(code, message), time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void cancelTimer() {
    ScheduledFuture<?> waiting = timer;
    if (waiting != null) {
      waiting.cancel(false);
      timer = null;
    }
  }

  @Override
  void message(byte[] bytes, int from, int to) {
    Talk with = talk;
    if (hello != null) {
      if (!held.add(bytes, from, to)) {
        close(CloseCode.TOO_MANY, "Wait for the welcome.");
      }
    } else if (with != null) {
      with.message(bytes, from, to);
    } else if (!again || isHello(bytes, from, to)) {
      again = false;
      // A store that does not answer keeps nobody waiting for ever.
      within(
          Duration.ofSeconds(SEAT_SECONDS),
          CloseCode.UNAVAILABLE,
          "The table did not open in time.");
      if (relays.isEmpty()) {
        here().message(bytes, from, to);
      } else {
        hello = Arrays.copyOfRange(bytes, from, to);
        pause = FIRST_PAUSE;
        seek(relays.get());
      }
    }
  }

  /** What was said before the client heard of the move is said again after its hello. */
  private boolean isHello(byte[] bytes, int from, int to) {
    Incoming in = new Incoming();
    try {
      wire.read(bytes, from, to, in);
      return in.type == Incoming.Type.HELLO;
    } catch (TablekeepException garbage) {
      return false;
    }
  }

  private Talk here() {
    Talk mine = new SeatTalk(campaign, wire, doors, sockets, this);
    talk = mine;
    return mine;
  }

  /** Finds out who keeps the table, and talks to them. */
  private void seek(Relays among) {
    among
        .owner(campaign)
        .whenComplete(
            (node, fault) ->
                loop()
                    .execute(
                        () -> {
                          byte[] first = hello;
                          if (over || first == null) {
                            return;
                          }
                          if (node == null) {
                            LOG.debug("nobody is known to keep {}", campaign, fault);
                            later();
                          } else if (node.isEmpty()) {
                            here().message(first, 0, first.length);
                          } else {
                            Talk there = among.relay(node.get(), campaign, wire, address, this);
                            talk = there;
                            there.message(first, 0, first.length);
                          }
                        }));
  }

  private void later() {
    var unused =
        loop()
            .schedule(
                () -> {
                  if (!over && talk == null && hello != null) {
                    seek(relays.orElseThrow());
                  }
                },
                pause,
                TimeUnit.MILLISECONDS);
    pause = Math.min(2 * pause, LONGEST_PAUSE);
  }

  @Override
  public void seated() {
    cancelTimer();
    hello = null;
    held.drain(
        message -> {
          message(message, 0, message.length);
          return !over;
        });
  }

  @Override
  public void moving() {
    if (!loop().inEventLoop()) {
      loop().execute(this::moving);
      return;
    }
    Talk with = talk;
    if (over || with == null) {
      return;
    }
    device = with.device();
    talk = null;
    with.gone();
    if (hello != null) {
      // The client need not know: its hello is said to the next one.
      later();
      return;
    }
    again = true;
    Out out = wire.begin();
    wire.moving(out);
    send(out.finish(alloc()));
    awaitHello();
  }

  @Override
  void writable(boolean now) {
    Talk with = talk;
    if (with != null) {
      with.writable(now);
    }
  }

  @Override
  public boolean isWritable() {
    return context().channel().isWritable();
  }

  @Override
  public ByteBufAllocator alloc() {
    return context().alloc();
  }

  @Override
  public void execute(Runnable task) {
    loop().execute(task);
  }

  @Override
  void told(CloseCode code) {
    Talk with = talk;
    boolean usual = code == CloseCode.LEFT || code == CloseCode.SERVER_STOPPING;
    (usual ? LOG.atDebug() : LOG.atInfo())
        .addKeyValue("campaign", campaign)
        .addKeyValue("device", with == null ? device : with.device())
        .addKeyValue("address", address)
        .addKeyValue("close", code.number())
        .addKeyValue("code", code.word())
        .log("socket closed");
  }

  @Override
  void farewell(CloseCode code, String message, Duration retryAfter) {
    Out out = wire.begin();
    wire.error(out, code.word(), message, "", 0, retryAfter);
    send(out.finish(alloc()));
  }

  @Override
  void gone() {
    if (over) {
      return;
    }
    over = true;
    cancelTimer();
    held.clear();
    sockets.gone(this);
    Talk with = talk;
    if (with != null) {
      with.gone();
    }
  }
}
