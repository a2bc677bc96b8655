package io.tablekeep.engine.view;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * What of a viewer's view a seat has: what one needs first, and what was opened. The rest is in the
 * index. A pure function of the view and of what is open, so that whoever sees the same and has the
 * same open has the same, however they came there. Immutable, except that it remembers what it was
 * asked about last, which any thread may find or miss; thread-safe.
 */
public final class Loaded {
  private static final Entity NONE = new Entity("", "");

  final String me;
  final boolean everything;
  final Set<Pointer> open;
  final JsonObject sketch;
  final Map<String, Set<String>> keys;

  /** The entity that was asked about last and is loaded: play stays on one map. */
  private Entity inside = NONE;

  private record Entity(String collection, String key) {}

  Loaded(
      String me,
      boolean everything,
      Set<Pointer> open,
      JsonObject sketch,
      Map<String, Set<String>> keys) {
    this.me = me;
    this.everything = everything;
    this.open = open;
    this.sketch = sketch;
    this.keys = keys;
  }

  /** Tells what a viewer sees at a place of the document. */
  @FunctionalInterface
  public interface Seen {
    /**
     * Looks.
     *
     * @param place the place
     * @return the value as the viewer sees it; null when they see nothing
     */
    @Nullable Object at(Pointer place);
  }

  /**
   * A seat's view after a change.
   *
   * @param change how what is loaded has changed, index included; null when it has not
   * @param loaded what is loaded now
   */
  public record Step(@Nullable ViewChange change, Loaded loaded) {}

  /**
   * What a seat has first.
   *
   * @param loaded what of the view is loaded
   * @param view that, with its index
   */
  public record First(Loaded loaded, JsonObject view) {}

  /**
   * About how much a difference has to say.
   *
   * @param change the difference
   * @param most where counting ends
   * @return about its bytes as JSON
   */
  public static long weigh(ViewChange change, long most) {
    long sum = 0;
    for (ViewOp op : ((EncodedChange) change).ops()) {
      sum += 16 + (op.value() == null ? 0 : Trees.weigh(op.value(), most));
      if (sum > most) {
        break;
      }
    }
    return sum;
  }

  /**
   * What is loaded of a view.
   *
   * @param view the whole view
   * @param viewer whose it is
   * @param open collections and entities that were opened; the root stands for everything
   * @return what is loaded
   */
  public static Loaded of(JsonObject view, Viewer viewer, Collection<Pointer> open) {
    Set<Pointer> places = new TreeSet<>(open);
    String me = viewer.participant();
    if (places.contains(Pointer.root())) {
      return new Loaded(me, true, places, JsonObject.empty(0), Map.of());
    }
    JsonObject sketch = Sketch.of(view, me);
    Map<String, Set<String>> keys = new HashMap<>();
    for (JsonObject.Cursor c = sketch.cursor(); c.next(); ) {
      if (!Sketch.isFree(c.key())) {
        keys.put(c.key(), Sketch.loaded(sketch, c.key(), me, places));
      }
    }
    return new Loaded(me, false, places, sketch, keys);
  }

  /**
   * What was opened.
   *
   * @return the places
   */
  public Set<Pointer> open() {
    return open;
  }

  /**
   * A short name for a set of open places.
   *
   * @param open the places
   * @return the same for the same places
   */
  public static long nameOf(Collection<Pointer> open) {
    CRC32C one = new CRC32C();
    CRC32C other = new CRC32C();
    other.update(1);
    for (Pointer place : new TreeSet<>(open)) {
      byte[] text = (place + "\n").getBytes(StandardCharsets.UTF_8);
      one.update(text);
      other.update(text.length);
      other.update(text);
    }
    return one.getValue() << 32 | other.getValue();
  }

  /**
   * Whether everything is loaded.
   *
   * @return true when there is no index
   */
  public boolean isEverything() {
    return everything;
  }

  /**
   * Whether there is something at a place that can be opened.
   *
   * @param place a collection or an entity
   * @return false too when the viewer sees nothing there
   */
  public boolean has(Pointer place) {
    if (everything || place.isRoot()) {
      return true;
    }
    if (place.size() > 2 || Sketch.isFree(place.key(0))) {
      return false;
    }
    return sketch.get(place.key(0)) instanceof JsonObject lines
        && (place.size() == 1 || lines.has(place.key(1)));
  }

  /**
   * Cuts what is loaded out of the view it was made of, and adds the index.
   *
   * @param view the whole view
   * @return what the seat has
   */
  public JsonObject cut(JsonObject view) {
    return everything ? view : cut(view, Loaded::part);
  }

  /** Takes the entities of a collection by their keys. */
  @FunctionalInterface
  interface Parts {
    JsonObject of(String name, JsonObject collection, Set<String> keys);
  }

  /** The same with another source of entities than the view, of which their keys are enough. */
  JsonObject cut(JsonObject view, Parts parts) {
    TreeMap<String, Object> members = new TreeMap<>();
    TreeMap<String, Object> index = new TreeMap<>();
    for (JsonObject.Cursor c = view.cursor(); c.next(); ) {
      String name = c.key();
      if (Sketch.isFree(name) || !(c.value() instanceof JsonObject collection)) {
        members.put(name, c.value());
        continue;
      }
      members.put(name, parts.of(name, collection, keys.getOrDefault(name, Set.of())));
      if (Sketch.isIndexed(name)) {
        index.put(name, index(name));
      }
    }
    members.put(Sketch.INDEX, JsonObject.of(index, 0));
    return JsonObject.of(members, view.version());
  }

  private static JsonObject part(String name, JsonObject collection, Set<String> keys) {
    return part(collection, keys);
  }

  static JsonObject part(JsonObject collection, Set<String> keys) {
    if (keys.size() == collection.size()) {
      return collection;
    }
    TreeMap<String, Object> some = new TreeMap<>();
    for (String key : keys) {
      Object value = collection.get(key);
      if (value != null) {
        some.put(key, value);
      }
    }
    return JsonObject.of(some, collection.version());
  }

  /** The names of what is not loaded of a collection. */
  JsonObject index(String collection) {
    TreeMap<String, Object> lines = new TreeMap<>();
    if (sketch.get(collection) instanceof JsonObject all) {
      for (JsonObject.Cursor c = all.cursor(); c.next(); ) {
        if (!isLoaded(collection, c.key())) {
          lines.put(c.key(), Sketch.name(c.value()));
        }
      }
    }
    return JsonObject.of(lines, 0);
  }

  boolean isLoaded(String collection, String key) {
    Set<String> some = keys.get(collection);
    return some != null && some.contains(key);
  }

  /** The line of an entity in the index, null when it has none. */
  @Nullable String line(String collection, String key) {
    if (isLoaded(collection, key) || !(sketch.get(collection) instanceof JsonObject all)) {
      return null;
    }
    Object line = all.get(key);
    return line == null ? null : Sketch.name(line);
  }

  /**
   * Follows a change of the view, at a cost that follows the change.
   *
   * @param change how the whole view has changed, as {@link Views#changes} tells; null when it has
   *     not
   * @param seen what the viewer sees after the change
   * @return how what is loaded has changed
   */
  public Step step(@Nullable ViewChange change, Seen seen) {
    if (everything || change == null || isInside((EncodedChange) change)) {
      return new Step(change, this);
    }
    return new Stepping(this, seen).run((EncodedChange) change, open);
  }

  /** Whether all of it is within what is loaded and decides nothing of what is to be loaded. */
  private boolean isInside(EncodedChange change) {
    List<ViewOp> ops = change.ops();
    for (int i = 0; i < ops.size(); i++) {
      List<String> path = ops.get(i).path();
      if (path.size() < 3 || Sketch.matters(path.get(0), path.get(2))) {
        return false;
      }
      Entity last = inside;
      if (!path.get(1).equals(last.key) || !path.get(0).equals(last.collection)) {
        if (Sketch.isFree(path.get(0)) || !isLoaded(path.get(0), path.get(1))) {
          return false;
        }
        inside = new Entity(path.get(0), path.get(1));
      }
    }
    return true;
  }

  /**
   * Opens or shuts places; everything is opened by {@link #of} alone.
   *
   * @param places what is to be open, without the root
   * @param seen what the viewer sees
   * @return how what is loaded has changed
   */
  public Step opening(Collection<Pointer> places, Seen seen) {
    return new Stepping(this, seen).run(null, new TreeSet<>(places));
  }
}
