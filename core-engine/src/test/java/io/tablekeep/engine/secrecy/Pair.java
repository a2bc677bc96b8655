package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.game.Role;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two worlds that look equal to the observer, told the same story. */
final class Pair implements AutoCloseable {
  static final SystemRules RULES = SystemRules.compile(new Riddles());

  /** Views made for the test alone: the slow definition that everything is held against. */
  static final Views SLOW = new Views(Optional.of(RULES));

  final Table a;
  final Table b;
  private final Viewer viewer;
  private Looks looksA;
  private Looks looksB;
  private boolean parted;

  /** What came of a step. */
  record Outcome(
      @Nullable Receipt inA, @Nullable Receipt inB, List<String> told, String violation) {
    boolean isFound() {
      return !violation.isEmpty();
    }
  }

  Pair(JsonObject first, JsonObject second, String observer, long seed, Leak leak) {
    a = new Table(Step.In.A, first, observer, seed, leak);
    b = new Table(Step.In.B, second, observer, seed, leak);
    viewer = viewer(observer);
    looksA = Looks.of(a.root(), viewer);
    looksB = Looks.of(b.root(), viewer);
  }

  static Participant participant(String key) {
    Role role =
        switch (key) {
          case "gm" -> Role.GM;
          case "cog" -> Role.CO_GM;
          case "sam" -> Role.SPECTATOR;
          default -> Role.PLAYER;
        };
    return new Participant(key, key, role);
  }

  static Viewer viewer(String observer) {
    return Viewer.of(participant(observer));
  }

  /** Whether the worlds do not look equal any more; what happens then is no matter. */
  boolean isParted() {
    return parted;
  }

  /** Compares the welcomes. */
  String begin() {
    if (!looksA.equals(looksB)) {
      parted = true;
      return "";
    }
    String named = Naming.hidden(looksA.view(), a.root());
    return named.isEmpty() ? compare("the welcome") : named;
  }

  String end() {
    return parted
        ? ""
        : Naming.hidden(looksA.view(), a.root()) + Naming.hidden(looksB.view(), b.root());
  }

  Outcome play(Step step) {
    Receipt inA = a.play(step);
    Receipt inB = b.play(step);
    Looks nowA = looks(a, looksA);
    Looks nowB = looks(b, looksB);
    boolean still = nowA.equals(looksA) && nowB.equals(looksB);
    String violation = "";
    List<String> heard = List.of();
    if (step.secret() && !still) {
      violation = "what is secret changed the view: " + difference(looksA, nowA, looksB, nowB);
    } else if (!nowA.equals(nowB)) {
      parted = true;
    } else {
      List<String> toldA = a.drain();
      List<String> toldB = b.drain();
      heard = toldA;
      if (!toldA.equals(toldB)) {
        violation = unlike(toldA, toldB);
      } else if (still && isOthers(step) && !toldA.isEmpty()) {
        violation = "nothing is seen, but something was sent: " + toldA;
      } else if (step.type().equals("whole")
          && !toldA.equals(List.of("picture: whole " + nowA.whole().contains(step.what())))) {
        violation = "the view says otherwise than " + toldA;
      }
    }
    looksA = nowA;
    looksB = nowB;
    if (a.isOver() || b.isOver()) {
      parted = true;
    }
    return new Outcome(inA, inB, heard, violation);
  }

  /** How one of the worlds looks to the observer at present. */
  Looks looks(boolean first) {
    return first ? looksA : looksB;
  }

  private Looks looks(Table table, Looks last) {
    return table.isChanged() ? Looks.of(table.root(), viewer) : last;
  }

  /** An action of somebody else, which leaves the observer's tablet alone. */
  private boolean isOthers(Step step) {
    boolean happens = step.kind() == Step.Kind.ACT || step.kind() == Step.Kind.SEND;
    return happens && !step.by().equals(a.observer());
  }

  private String compare(String when) {
    List<String> toldA = a.drain();
    List<String> toldB = b.drain();
    return toldA.equals(toldB) ? "" : when + ": " + unlike(toldA, toldB);
  }

  private static String unlike(List<String> toldA, List<String> toldB) {
    int i = 0;
    while (i < toldA.size() && i < toldB.size() && toldA.get(i).equals(toldB.get(i))) {
      i++;
    }
    String x = i < toldA.size() ? toldA.get(i) : "nothing";
    String y = i < toldB.size() ? toldB.get(i) : "nothing";
    int from = 0;
    while (from < x.length() && from < y.length() && x.charAt(from) == y.charAt(from)) {
      from++;
    }
    return "A hears " + around(x, from) + "\n    B hears " + around(y, from);
  }

  private static String around(String text, int at) {
    int from = Math.max(0, at - 120);
    String head = text.substring(0, Math.min(text.length(), 60));
    String tail = text.substring(from > 60 ? from : 0, Math.min(text.length(), at + 200));
    return from > 60 ? head + " … " + tail : tail;
  }

  private static String difference(Looks a, Looks nowA, Looks b, Looks nowB) {
    Looks before = nowA.equals(a) ? b : a;
    Looks after = nowA.equals(a) ? nowB : nowA;
    return unlike(List.of(before.toString()), List.of(after.toString()));
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }
}
