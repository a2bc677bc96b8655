package io.tablekeep.engine.secrecy;

import static org.junit.jupiter.api.Assertions.fail;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.view.Pictures;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.engine.view.WrongViews;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The test of non-interference finds a leak in each channel, within so many stories. Where a whole
 * engine can be made to leak by itself, it is; else the mistake is made in what it hands over.
 */
class PlantedLeaksTest {
  private static final int STORIES = 800;

  /** All that a game master may hide. */
  private static final String[] HIDDEN = {
    "actors/*",
    "items/*",
    "maps/*",
    "maps/*/tokens/*",
    "maps/*/lights/*",
    "encounters/*",
    "encounters/*/order/*",
    "quests/*",
    "locations/*",
    "lore/*",
    "notes/*"
  };

  /** What only game masters read. */
  private static final String[] NOTES = {
    "actors/*/gmNotes",
    "items/*/gmNotes",
    "maps/*/gmNotes",
    "encounters/*/gmNotes",
    "quests/*/gmNotes",
    "locations/*/gmNotes",
    "lore/*/gmNotes"
  };

  /** A leak is found when the difference that is reported is one in its channel. */
  private static void isFound(String what, String channel, Leak leak) {
    Tally tally = new Tally();
    for (long seed = 1_000; seed < 1_000 + STORIES; seed++) {
      Story story = Story.tell(seed, tally, leak);
      if (story.violation().contains(channel) && story.isCleanWithoutLeak()) {
        System.out.println(what + ": found in story " + (seed - 999));
        if (Boolean.getBoolean("explain")) {
          System.out.println(story.explained());
        }
        return;
      }
    }
    fail(what + " was not found in " + STORIES + " stories");
  }

  private static Views showing(String... patterns) {
    return WrongViews.showing(Pair.RULES, patterns);
  }

  private static Views open(String... patterns) {
    return WrongViews.open(Pair.RULES, patterns);
  }

  private static Leak heard(BiFunction<Table, SeatListener, SeatListener> how) {
    return new Leak() {
      @Override
      public SeatListener around(Table table, SeatListener ear) {
        return how.apply(table, ear);
      }
    };
  }

  private static Leak frames(BiFunction<Table, Frame, Frame> how) {
    return heard(
        (table, ear) ->
            new Passing(ear) {
              @Override
              public void frame(Frame frame) {
                ear.frame(how.apply(table, frame));
              }
            });
  }

  private static long actors(Table table) {
    return Trees.get(table.root(), "actors") instanceof JsonObject all ? all.keys().size() : 0;
  }

  @Test
  void aFieldTooManyInFramesAndWelcomes() {
    isFound("game master's notes of actors", "", new WrongEyes(showing("actors/*/gmNotes")));
    isFound("a flag of tokens", "", new WrongEyes(showing("maps/*/tokens/*/hidden")));
    isFound("bags of others", "", new WrongEyes(showing("actors/*/inventory")));
  }

  @Test
  void aFieldTooManyInFramesAlone() {
    isFound("notes in frames", ": frame", new WrongEyes(showing("actors/*/gmNotes"), "Seats"));
  }

  @Test
  void aWelcomeOrIndexThatNamesWhatIsHidden() {
    isFound("notes in the welcome", ": welcome", new WrongEyes(showing("lore/*/gmNotes")));
    isFound("items in the index", ": welcome", new WrongEyes(open("items/*"), "FirstViews"));
  }

  @Test
  void aFieldTooManyInCompactEncodingsAlone() {
    isFound(
        "the number of actors in compact frames",
        ": frame",
        frames(
            (table, f) -> {
              ViewChange change = f.change();
              return change == null
                  ? f
                  : new Frame(
                      f.position(), compact(change, actors(table)), f.receipts(), f.resume());
            }));
  }

  private static ViewChange compact(ViewChange change, long secret) {
    List<ViewChange.Part> more = new ArrayList<>(change.parts());
    more.add(new ViewChange.Part(Pointer.root(), new byte[] {(byte) secret}));
    return (ViewChange)
        Proxy.newProxyInstance(
            ViewChange.class.getClassLoader(),
            new Class<?>[] {ViewChange.class},
            (proxy, method, args) ->
                method.getName().equals("parts") ? more : method.invoke(change, args));
  }

  @Test
  void aComebackThatTellsHowMuchHappenedMeanwhile() {
    isFound(
        "the version on coming back",
        ": resumed",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void resumed(Resumed r) {
                    ear.resumed(
                        new Resumed(
                            r.campaign(), r.participant(), table.root().version(), r.resume()));
                  }
                }));
    isFound(
        "why a token is refused",
        ": refused",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void refused(String code, String message) {
                    ear.refused(code, message + table.root().version());
                  }
                }));
    isFound(
        "what is hidden in what was missed",
        "tablet: frame",
        new WrongEyes(open("asks/*", "items/*", "lore/*", "notes/*", "quests/*"), "Arrivals"));
  }

  @Test
  void anOpeningThatShowsWhatIsHidden() {
    isFound("notes in what was opened", "tablet: frame", new WrongEyes(showing(NOTES), "Openings"));
  }

  @Test
  void aLookAtWhatIsHidden() {
    isFound("what was looked at", "look: ", new WrongEyes(open(HIDDEN), "Openings"));
  }

  @Test
  void aLookThatTellsHiddenFromMissing() {
    isFound(
        "a look that says it is forbidden",
        "look: ",
        new Leak() {
          @Override
          public String refusal(Table table, Step step, String said) {
            boolean there = Trees.get(table.root(), Pointer.parse(step.what())) != null;
            return there ? "forbidden" : said;
          }
        });
  }

  @Test
  void aPositionThatCountsForEveryone() {
    isFound(
        "one counter for all",
        ": frame",
        frames(
            (table, f) -> new Frame(table.root().version(), f.change(), f.receipts(), f.resume())));
  }

  @Test
  void emptyFramesForWhatIsNotSeen() {
    isFound(
        "an empty frame",
        ": frame",
        after(
            (before, now) ->
                before.version() == now.version()
                    ? null
                    : ear -> ear.frame(new Frame(0, null, List.of(), null))));
  }

  /** Tells the observer's desk something more after a step. */
  private static Leak after(
      BiFunction<JsonObject, JsonObject, @Nullable Consumer<SeatListener>> more) {
    return new Leak() {
      @Override
      public void after(Table table, JsonObject before, JsonObject now) {
        var said = more.apply(before, now);
        if (said != null) {
          said.accept(table.desk());
        }
      }
    };
  }

  @Test
  void aReceiptWithSomethingOfTheState() {
    isFound(
        "a version in receipts",
        "answer: ",
        new Leak() {
          @Override
          public Receipt receipt(Table table, Step step, Receipt r) {
            String more = r.message() + table.root().version();
            return new Receipt(r.device(), r.n(), r.outcome(), r.code(), more, "");
          }
        });
  }

  @Test
  void aRefusalThatTellsHiddenFromMissing() {
    isFound("actions on what is hidden", "answer: ", new WrongEyes(open(HIDDEN), "Cases"));
    isFound(
        "another code for what is hidden",
        "answer: ",
        new Leak() {
          @Override
          public Receipt receipt(Table table, Step step, Receipt r) {
            boolean there =
                r.code().equals("no-such-thing")
                    && Secrets.named(step).stream()
                        .anyMatch(at -> Trees.get(table.root(), at) != null);
            return there
                ? new Receipt(r.device(), r.n(), r.outcome(), "hidden", r.message(), r.field())
                : r;
          }
        });
  }

  @Test
  void aLogThatShowsWhatIsNotSeen() {
    isFound("lines of the log", "past: ", new WrongEyes(open(HIDDEN), "Teller"));
    isFound("states of the past", "past: ", new WrongEyes(showing(NOTES), "History"));
  }

  @Test
  void aSignalAboutWhatIsHidden() {
    isFound(
        "signals about hidden tokens",
        ": signal",
        new WrongEyes(open("maps/*/tokens/*"), "Signals"));
    isFound("pings where nobody looks", ": signal", new WrongEyes(open("maps/*"), "Signals"));
    isFound(
        "that somebody writes a note",
        ": signal",
        after(
            (before, now) ->
                Values.same(before.get("notes"), now.get("notes"))
                    ? null
                    : ear -> ear.signal(new Signal("gm", "typing", new byte[] {'{', '}'}))));
  }

  @Test
  void anAskShownToOthers() {
    isFound("asks for everyone", ": frame", new WrongEyes(open("asks/*"), "Seats"));
  }

  @Test
  void aWindowThatIsTrimmedForAllTogether() {
    isFound(
        "a line that leaves for a hidden one",
        ": frame",
        after(
            (before, now) ->
                now.get("chat") instanceof JsonObject lines
                        && lines.keys().size() > 199
                        && !Values.same(before.get("chat"), lines)
                    ? ear -> ear.frame(new Frame(1, without(lines.keys().get(0)), List.of(), null))
                    : null));
  }

  private static ViewChange without(String line) {
    JsonObject before = Trees.put(JsonObject.empty(0), Pointer.of("chat", line), 1L, 0);
    ViewChange change = Views.difference(before, Trees.remove(before, Pointer.of("chat", line), 0));
    return Objects.requireNonNull(change);
  }

  @Test
  void aPictureOfWhatIsHidden() {
    isFound("whose picture it is", "picture: whole", seenAs(o -> new Viewer(o, true, false)));
    isFound("what others explored", "picture: tiles", seenAs(o -> new Viewer(o, false, true)));
  }

  /** Pictures are given to the observer as if they were somebody else. */
  private static Leak seenAs(Function<String, Viewer> eyes) {
    return new Leak() {
      @Override
      public Pictures pictures(Table table, Pictures pictures) {
        return new Pictures(Pair.SLOW.apart(), table.root(), eyes.apply(table.observer()));
      }
    };
  }
}
