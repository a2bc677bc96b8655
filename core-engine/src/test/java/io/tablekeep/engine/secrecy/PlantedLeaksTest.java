package io.tablekeep.engine.secrecy;

import static org.junit.jupiter.api.Assertions.fail;

import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Resumed;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatView;
import io.tablekeep.engine.Signal;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.state.Pointer;
import io.tablekeep.sdk.view.Audience;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The test of non-interference finds a leak in each channel, within so many stories. */
class PlantedLeaksTest {
  private static final int STORIES = 800;

  private static void isFound(String what, Leak leak) {
    Tally tally = new Tally();
    for (long seed = 1_000; seed < 1_000 + STORIES; seed++) {
      Story story = Story.tell(seed, tally, leak);
      if (story.isBroken() && story.isCleanWithoutLeak()) {
        System.out.println(what + ": found in story " + (seed - 999));
        if (Boolean.getBoolean("explain")) {
          System.out.println(story.explained());
        }
        return;
      }
    }
    fail(what + " was not found in " + STORIES + " stories");
  }

  /** Passes everything on; a leak changes one thing. */
  private static class Passing implements SeatListener {
    final SeatListener ear;

    Passing(SeatListener ear) {
      this.ear = ear;
    }

    @Override
    public void welcome(Welcome welcome) {
      ear.welcome(welcome);
    }

    @Override
    public void resumed(Resumed resumed) {
      ear.resumed(resumed);
    }

    @Override
    public void refused(String code, String message) {
      ear.refused(code, message);
    }

    @Override
    public void frame(Frame frame) {
      ear.frame(frame);
    }

    @Override
    public void signal(Signal signal) {
      ear.signal(signal);
    }

    @Override
    public void line(boolean writable, String reason) {
      ear.line(writable, reason);
    }

    @Override
    public void closed(String code, String message) {
      ear.closed(code, message);
    }
  }

  /** What everyone sees by mistake: a whole engine shows it, the slow definition does not. */
  private record Shown(List<String> patterns) implements GameSystem, Leak {
    @Override
    public String id() {
      return Riddles.ID;
    }

    @Override
    public void define(SystemDefinition system) {
      new Riddles().define(system);
      patterns.forEach(pattern -> system.visible(pattern, Audience.everyone()));
    }

    @Override
    public void open(Table table) {
      Views wrong = new Views(Optional.of(SystemRules.compile(this)));
      replace(loop(table), wrong, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    /** The campaign behind its doorway. */
    private static Object loop(Table table) {
      try {
        Field field = table.engine().getClass().getDeclaredField("open");
        field.setAccessible(true);
        Map<?, ?> open = (Map<?, ?>) field.get(table.engine());
        return ((CompletableFuture<?>) open.get(table.campaign().id())).join();
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the engine keeps its campaigns elsewhere", e);
      }
    }

    private static void replace(Object in, Views wrong, Set<Object> seen) {
      if (!seen.add(in)) {
        return;
      }
      for (Class<?> c = in.getClass(); c != Object.class; c = c.getSuperclass()) {
        for (Field field : c.getDeclaredFields()) {
          if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
            replace(in, field, wrong, seen);
          }
        }
      }
    }

    private static void replace(Object in, Field field, Views wrong, Set<Object> seen) {
      try {
        field.setAccessible(true);
        Object value = field.get(in);
        if (value instanceof Views) {
          field.set(in, wrong);
        } else if (value != null
            && value.getClass().getName().startsWith("io.tablekeep.engine.loop.")
            && !value.getClass().isRecord()
            && !value.getClass().isHidden()) {
          replace(value, wrong, seen);
        }
      } catch (ReflectiveOperationException e) {
        throw new LinkageError("the engine keeps its views elsewhere", e);
      }
    }
  }

  private static Leak shown(String... patterns) {
    return new Shown(List.of(patterns));
  }

  private static Leak heard(BiFunction<Table, SeatListener, SeatListener> how) {
    return new Leak() {
      @Override
      public SeatListener around(Table table, SeatListener ear) {
        return how.apply(table, ear);
      }
    };
  }

  private static long actors(Table table) {
    return Trees.get(table.root(), "actors") instanceof JsonObject all ? all.keys().size() : 0;
  }

  @Test
  void aFieldTooManyInFramesAndWelcomes() {
    isFound("game master's notes of actors", shown("actors/*/gmNotes"));
    isFound("a flag of tokens", shown("maps/*/tokens/*/hidden"));
    isFound("bags of others", shown("actors/*/inventory"));
  }

  @Test
  void aFieldTooManyInFramesAlone() {
    isFound(
        "the number of actors in frames",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void frame(Frame frame) {
                    ViewChange change = frame.change();
                    ear.frame(
                        change == null
                            ? frame
                            : new Frame(
                                frame.position(), with(change, actors(table)), frame.receipts()));
                  }
                }));
  }

  private static ViewChange with(ViewChange change, long secret) {
    byte[] more = (Ear.text(change.json()) + secret).getBytes(StandardCharsets.UTF_8);
    return (ViewChange)
        Proxy.newProxyInstance(
            ViewChange.class.getClassLoader(),
            new Class<?>[] {ViewChange.class},
            (proxy, method, args) ->
                method.getName().equals("json") ? more : method.invoke(change, args));
  }

  @Test
  void aWelcomeOrIndexThatCountsWhatIsHidden() {
    isFound(
        "the number of actors in the welcome",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void welcome(Welcome w) {
                    SeatView view = w.view();
                    String json = Ear.text(view.json());
                    byte[] more =
                        json.replaceFirst("\\{", "{\"index\":{\"actors\":" + actors(table) + "},")
                            .getBytes(StandardCharsets.UTF_8);
                    SeatView counted =
                        new SeatView() {
                          @Override
                          public byte[] json() {
                            return more;
                          }

                          @Override
                          public byte[] deflated() {
                            return view.deflated();
                          }
                        };
                    ear.welcome(
                        new Welcome(
                            w.campaign(), w.participant(), w.position(), w.resume(), counted));
                  }
                }));
  }

  @Test
  void aFieldTooManyInCompactEncodingsAlone() {
    isFound(
        "the number of actors in compact frames",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void frame(Frame f) {
                    ViewChange change = f.change();
                    ear.frame(
                        change == null
                            ? f
                            : new Frame(
                                f.position(),
                                compact(change, actors(table)),
                                f.receipts(),
                                f.resume()));
                  }
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
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void refused(String code, String message) {
                    ear.refused(code, message + table.root().version());
                  }
                }));
  }

  @Test
  void anOpeningThatTellsHiddenFromMissing() {
    isFound(
        "what cannot be opened",
        new Leak() {
          @Override
          public void done(Table table, Step step) {
            if (step.kind() == Step.Kind.OPEN) {
              Object there = Trees.get(table.root(), Pointer.parse(step.what()));
              table.planted("open: " + (there == null ? "missing" : "hidden"));
            }
          }
        });
  }

  @Test
  void aPingOnAMapThatIsHidden() {
    isFound(
        "pings where nobody looks",
        new Leak() {
          @Override
          public void done(Table table, Step step) {
            if (step.type().equals("ping")
                && Trees.get(table.root(), "maps", map(step), "tokens") instanceof JsonObject all) {
              table.planted("desk: signal ping " + all.size());
            }
          }
        });
  }

  private static String map(Step ping) {
    return ping.what().substring("{\"map\":\"".length(), ping.what().indexOf("\","));
  }

  @Test
  void aPositionThatCountsForEveryone() {
    isFound(
        "one counter for all",
        heard(
            (table, ear) ->
                new Passing(ear) {
                  @Override
                  public void frame(Frame f) {
                    ear.frame(
                        new Frame(table.root().version(), f.change(), f.receipts(), f.resume()));
                  }
                }));
  }

  @Test
  void emptyFramesForWhatIsNotSeen() {
    isFound(
        "an empty frame",
        new Leak() {
          @Override
          public void after(Table table, JsonObject before, JsonObject now) {
            if (before.version() != now.version()) {
              table.planted("desk: frame");
            }
          }
        });
  }

  @Test
  void aReceiptWithSomethingOfTheState() {
    isFound("a version in receipts", answered(true));
  }

  @Test
  void aRefusalThatTellsHiddenFromMissing() {
    isFound("another code for what is hidden", answered(false));
  }

  /** Receipts that say more: the version, or whether what was named stands there. */
  private static Leak answered(boolean version) {
    return new Leak() {
      @Override
      public Receipt receipt(Table table, Step step, Receipt r) {
        if (version) {
          return new Receipt(
              r.device(), r.n(), r.outcome(), r.code(), r.message() + table.root().version(), "");
        }
        boolean there =
            r.code().equals("no-such-thing")
                && Secrets.named(step).stream().anyMatch(at -> Trees.get(table.root(), at) != null);
        return there
            ? new Receipt(r.device(), r.n(), r.outcome(), "hidden", r.message(), r.field())
            : r;
      }
    };
  }

  @Test
  void aLookThatTellsHiddenFromMissing() {
    isFound(
        "a look that says it is forbidden",
        new Leak() {
          @Override
          public String refusal(Table table, Step step, String said) {
            boolean there = Trees.get(table.root(), Pointer.parse(step.what())) != null;
            return there ? "forbidden" : said;
          }
        });
  }

  @Test
  void aLogThatCountsWhatIsNotSeen() {
    isFound(
        "a number of the document's version in the log",
        new Leak() {
          private final IdentityHashMap<Table, Integer> done = new IdentityHashMap<>();

          @Override
          public void done(Table table, Step step) {
            done.merge(table, 1, Integer::sum);
          }

          @Override
          public String past(Table table, Step step, String said) {
            return said + done.get(table);
          }
        });
  }

  @Test
  void aSignalAboutWhatIsHidden() {
    isFound(
        "signals about hidden tokens",
        new Leak() {
          @Override
          public void done(Table table, Step step) {
            if (step.kind() == Step.Kind.SIGNAL && Secrets.token(table.root(), step.what())) {
              table.planted("desk: signal about any token");
            }
          }
        });
    isFound(
        "presence of who is not seen",
        new Leak() {
          @Override
          public void after(Table table, JsonObject before, JsonObject now) {
            if (!Values.same(before.get("notes"), now.get("notes"))) {
              table.planted("desk: signal somebody writes a note");
            }
          }
        });
  }

  @Test
  void anAskShownToOthers() {
    isFound(
        "asks for everyone",
        new Leak() {
          @Override
          public void after(Table table, JsonObject before, JsonObject now) {
            Object asks = now.get("asks");
            if (asks != null && !asks.equals(before.get("asks"))) {
              table.planted("desk: frame " + asks);
            }
          }
        });
  }

  @Test
  void aWindowThatIsTrimmedForAllTogether() {
    isFound(
        "a line that leaves for a hidden one",
        new Leak() {
          @Override
          public void after(Table table, JsonObject before, JsonObject now) {
            if (now.get("chat") instanceof JsonObject lines
                && lines.keys().size() > 199
                && !Values.same(before.get("chat"), lines)) {
              table.planted("desk: frame without " + lines.keys().get(0));
            }
          }
        });
  }
}
