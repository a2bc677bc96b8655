package io.tablekeep.engine.rules;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.PatternTrie.Touched;
import io.tablekeep.engine.rules.SystemRules.EndRule;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * When the things of a document end that a game system has declared to end. An index of what the
 * document says and no more: made by one walk over the declared places, then kept up change by
 * change. Loop-confined.
 */
public final class Endings {
  private static final JsonObject NOTHING = JsonObject.empty(0);

  private final RuleBook book;
  private final Map<End, Instant> moments = new HashMap<>();
  private final TreeMap<Instant, Set<End>> line = new TreeMap<>();

  /**
   * Something that ends.
   *
   * @param at its place
   * @param key where in it the moment stands
   */
  public record End(Pointer at, String key) {}

  /**
   * Looks for what ends.
   *
   * @param book the rules that say what does
   * @param root the document
   */
  public Endings(RuleBook book, JsonObject root) {
    this.book = book;
    moved(List.of(new Effect.Put(Pointer.root(), root)), NOTHING, root);
  }

  /**
   * Follows a change.
   *
   * @param effects what changed
   * @param before the document before it
   * @param after the document after it
   * @return whether anything ends at another time than before
   */
  public boolean moved(List<Effect> effects, JsonObject before, JsonObject after) {
    if (book.endings().isEmpty()) {
      return false;
    }
    boolean moved = false;
    for (Touched<EndRule> each : book.endings().touched(effects, before, after)) {
      End end = new End(each.at(), each.rule().key());
      Instant moment = moment(after, end);
      if (moment == null ? moments.containsKey(end) : !moment.equals(moments.get(end))) {
        put(end, moment);
        moved = true;
      }
    }
    return moved;
  }

  private void put(End end, @Nullable Instant moment) {
    Instant old = moment == null ? moments.remove(end) : moments.put(end, moment);
    if (old != null) {
      Set<End> others = line.getOrDefault(old, Set.of());
      others.remove(end);
      if (others.isEmpty()) {
        line.remove(old);
      }
    }
    if (moment != null) {
      line.computeIfAbsent(moment, at -> new LinkedHashSet<>()).add(end);
    }
  }

  /**
   * Puts something off that could not be ended; a change of it counts all the same.
   *
   * @param end what is due
   * @param until when to try again
   */
  public void putOff(End end, Instant until) {
    if (moments.containsKey(end)) {
      put(end, until);
    }
  }

  /**
   * The next moment at which something ends.
   *
   * @return empty when nothing does
   */
  public Optional<Instant> next() {
    return line.isEmpty() ? Optional.empty() : Optional.of(line.firstKey());
  }

  /**
   * What is due.
   *
   * @param now the time
   * @param most how many are wanted
   * @return the first of them, the longest due first
   */
  public List<End> due(Instant now, int most) {
    List<End> due = new ArrayList<>();
    for (Set<End> together : line.headMap(now, true).values()) {
      for (End end : together) {
        if (due.size() == most) {
          return due;
        }
        due.add(end);
      }
    }
    return due;
  }

  /**
   * A document of an earlier time as it goes on now: what was to end after that time ends as much
   * later as time has passed since.
   *
   * @param book the rules that say what ends
   * @param root the document
   * @param then its time
   * @param now the time it goes on at
   * @param version see {@link JsonObject#version()}, for what is made
   * @return the document with other moments
   */
  public static JsonObject resumed(
      RuleBook book, JsonObject root, Instant then, Instant now, long version) {
    if (book.endings().isEmpty() || !now.isAfter(then)) {
      return root;
    }
    Duration passed = Duration.between(then, now);
    JsonObject resumed = root;
    for (Map.Entry<End, Instant> each : new Endings(book, root).moments.entrySet()) {
      if (each.getValue().isAfter(then)) {
        Pointer at = each.getKey().at().child(each.getKey().key());
        resumed = Trees.put(resumed, at, each.getValue().plus(passed).toString(), version);
      }
    }
    return resumed;
  }

  /**
   * When something ends.
   *
   * @param root the document
   * @param end the thing
   * @return null when it is not there or does not say
   */
  public static @Nullable Instant moment(JsonObject root, End end) {
    Object thing = Trees.get(root, end.at());
    if (!(thing instanceof JsonObject object) || !(object.get(end.key()) instanceof String text)) {
      return null;
    }
    try {
      return Instant.parse(text);
    } catch (DateTimeException none) {
      return null; // a shape of the system's may say what has to stand there
    }
  }
}
