package io.tablekeep.engine.storm;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Shown;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A device of somebody: what it shows, what it wanted, and what it was told of that, over any
 * number of lines. What it wants without a line waits in its outbox; what it is not told of it asks
 * about again.
 */
final class Device {
  /** Words that stand where those alone may look who run the game. */
  static final String FOR_GM = "gm-alone";

  /** The same of ada's own. */
  static final String FOR_ADA = "ada-alone";

  private static final byte[] NONE = {};

  /** A token of this life of the view, and the position it is from. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied; equality is never asked
  private record Token(long position, byte[] bytes) {}

  final Room room;
  final String who;
  final String name;
  final List<Intent> intents = new ArrayList<>();
  private final SplittableRandom random;
  private final List<Token> tokens = new ArrayList<>();
  private JsonObject view = JsonObject.empty(0);
  private long position;
  private int life;
  private int line;
  private int mayHear;
  private boolean coming;
  private boolean greeted;
  private @Nullable Seat seat;

  Device(Room room, String who, String name, long seed) {
    this.room = room;
    this.who = who;
    this.name = name;
    random = new SplittableRandom(seed);
  }

  boolean runsGame() {
    return who.equals("gm") || who.equals("co");
  }

  JsonObject view() {
    return view;
  }

  @Nullable Object at(String... keys) {
    return Trees.get(view, keys);
  }

  List<String> keys(String... at) {
    return Trees.get(view, at) instanceof JsonObject object ? object.keys() : List.of();
  }

  /** Whether it has a line and its view. */
  boolean isHere() {
    return seat != null && greeted;
  }

  // Lines.

  /** Takes a seat, with what it has in hand. */
  void come(int mayHearFrames) {
    if (seat != null || coming) {
      return;
    }
    int mine = ++line;
    mayHear = mayHearFrames;
    coming = true;
    greeted = false;
    SeatRequest request = SeatRequest.first(who, name).opening(List.of(Pointer.root()));
    if (!tokens.isEmpty()) {
      request = request.resuming(tokens.get(tokens.size() - 1).bytes(), position);
    }
    SeatRequest asked = request;
    Line listener = new Line(mine);
    hear(
        room.open().thenCompose(campaign -> campaign.join(asked, listener)),
        (joined, failure) -> {
          if (mine != line) {
            if (joined != null) {
              joined.leave();
            }
          } else {
            coming = false;
            seat = joined;
          }
        });
  }

  /** The line is cut: nothing of what is on its way arrives. */
  void cut() {
    Seat now = seat;
    lost();
    if (now != null) {
      now.leave();
    }
  }

  /** The other end is gone. */
  void lost() {
    line++;
    coming = false;
    greeted = false;
    seat = null;
    intents.forEach(intent -> intent.flying = false);
  }

  /** Notices a line that broke, and sends what nobody has heard of, in order. */
  void tend() {
    if (seat != null && mayHear < 0) {
      cut();
      return;
    }
    Seat now = seat;
    if (now == null || !greeted) {
      return;
    }
    for (Intent intent : intents) {
      if (!intent.flying && intent.end == null) {
        send(now, intent);
      }
    }
  }

  // What it wants.

  /** Wants something, judged by what it shows, or showed a little earlier. */
  void want(Deed deed) {
    long base = Math.max(firstPosition(), position - random.nextInt(4));
    byte[] since = NONE;
    for (Token token : tokens) {
      since = token.position() <= base ? token.bytes() : since;
    }
    if (random.nextInt(12) == 0) {
      since = NONE; // an old client, which knows of no tokens
    }
    intents.add(new Intent(intents.size() + 1, deed, life, base, since));
    tend();
  }

  private long firstPosition() {
    return tokens.isEmpty() ? 0 : tokens.get(0).position();
  }

  private void send(Seat to, Intent intent) {
    intent.flying = true;
    OptionalLong based = OptionalLong.empty();
    if (intent.edit && intent.life == life) {
      based = OptionalLong.of(intent.base);
    } else if (intent.edit && intent.since.length == 0) {
      based = OptionalLong.of(0);
    }
    byte[] since = intent.edit ? intent.since : NONE;
    byte[] payload = intent.payload.getBytes(StandardCharsets.UTF_8);
    int mine = line;
    hear(
        to.submit(new Action(name, intent.n, intent.type, payload, based, since)),
        (receipt, failure) -> {
          if (mine == line && mayHear >= 0) {
            if (receipt != null) {
              told(receipt);
            } else {
              intent.flying = false;
            }
          }
        });
  }

  /** Asks once more about everything the table still knows of, and gives the answers. */
  List<CompletableFuture<Receipt>> again(Seat from, List<Intent> some) {
    List<CompletableFuture<Receipt>> answers = new ArrayList<>();
    for (Intent intent : some) {
      byte[] payload = intent.payload.getBytes(StandardCharsets.UTF_8);
      answers.add(
          from.submit(new Action(name, intent.n, intent.type, payload)).toCompletableFuture());
    }
    return answers;
  }

  Seat seat() {
    Seat now = seat;
    if (now == null) {
      throw new AssertionError(this + " has no seat");
    }
    return now;
  }

  /** It is told something of an action of this device. */
  void told(Receipt receipt) {
    if (receipt.n() > intents.size()) {
      room.storm.fail(this + " was told of what it never sent: " + receipt);
      return;
    }
    Intent intent = intents.get((int) receipt.n() - 1);
    Receipt end = intent.end;
    switch (receipt.outcome()) {
      case RETRY -> intent.flying = end != null;
      case PENDING -> {
        if (end != null) {
          room.storm.fail(this + ", " + intent + " was over, and now waits: " + receipt);
        }
        intent.pending = receipt;
      }
      default -> {
        if (end != null && !isSame(end, receipt)) {
          room.storm.fail(this + ", " + intent + " came to a second end: " + receipt);
        }
        intent.end = receipt;
        if (receipt.outcome() == Receipt.Outcome.REFUSED && receipt.message().length() < 5) {
          room.storm.fail(this + ", " + intent + " was refused without a word: " + receipt);
        }
      }
    }
  }

  /** Another device of the same person is told of the end of what waited. */
  private void overheard(Receipt receipt) {
    Intent intent = intents.get((int) receipt.n() - 1);
    Receipt other = intent.overheard;
    if (receipt.outcome() == Receipt.Outcome.PENDING
        || (other != null && !isSame(other, receipt))) {
      room.storm.fail(this + ", " + intent + ": another device was told " + receipt);
    }
    intent.overheard = receipt;
  }

  static boolean isSame(Receipt one, Receipt other) {
    return one.outcome() == other.outcome()
        && one.code().equals(other.code())
        && one.message().equals(other.message())
        && one.field().equals(other.field());
  }

  /** Hears of the end of a stage; what goes wrong in hearing is a failure too. */
  private <T> void hear(
      CompletionStage<T> stage, BiConsumer<@Nullable T, @Nullable Throwable> then) {
    stage.whenComplete(
        (value, failure) -> {
          try {
            then.accept(value, failure);
          } catch (RuntimeException wrong) {
            room.storm.fail(this + ": a test could not go on: " + wrong);
          }
        });
  }

  @Override
  public String toString() {
    return name + " in " + room;
  }

  /** One connection. */
  private final class Line implements SeatListener {
    private final int number;

    Line(int number) {
      this.number = number;
    }

    private boolean hears() {
      return number == line && --mayHear >= 0;
    }

    private void look(byte[] json) {
      if (!runsGame()) {
        String text = new String(json, StandardCharsets.UTF_8);
        if (text.contains(FOR_GM) || (text.contains(FOR_ADA) && !who.equals("ada"))) {
          room.storm.fail(Device.this + " is shown a secret: " + text);
        }
      }
    }

    @Override
    public void welcome(Welcome welcome) {
      if (hears()) {
        look(welcome.state());
        view = JsonReader.readObject(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
        life++;
        tokens.clear();
        begun(welcome.position(), welcome.resume());
        position = welcome.position();
        room.storm.count("line welcome");
      }
    }

    @Override
    public void resumed(Resumed resumed) {
      if (hears()) {
        if (resumed.position() != position) {
          room.storm.fail(Device.this + " resumed at " + resumed.position() + ", not " + position);
        }
        begun(resumed.position(), resumed.resume());
        room.storm.count("line resumed");
      }
    }

    private void begun(long at, byte[] token) {
      greeted = true;
      tokens.add(new Token(at, token));
    }

    @Override
    public void frame(Frame frame) {
      if (!hears() || room.storm.plant.skips(frame, Device.this)) {
        return;
      }
      ViewChange change = room.storm.plant.changed(frame, Device.this);
      if (frame.position() != position + (frame.change() == null ? 0 : 1)) {
        room.storm.fail(
            Device.this + " was told position " + frame.position() + " after " + position);
      }
      position = frame.position();
      if (change != null) {
        look(change.json());
        view = Shown.after(view, change);
      }
      byte[] token = frame.resume();
      if (token != null && token.length > 0) {
        tokens.add(new Token(position, token));
      }
      for (Receipt receipt : frame.receipts()) {
        if (receipt.device().equals(name)) {
          told(receipt);
        } else {
          room.device(receipt.device()).overheard(receipt);
        }
      }
    }

    @Override
    public void closed(String code, String message) {
      if (number == line) {
        room.storm.count("closed " + code);
        lost();
      }
    }
  }
}
