package io.tablekeep.engine.view;

import io.tablekeep.engine.Page;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.metrics.TableMetrics;
import io.tablekeep.engine.rules.Sight;
import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.view.sight.Scene;
import io.tablekeep.engine.view.sight.Scenes;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The views of one campaign: pure functions of a document and a viewer. Thread-safe; what is kept
 * between calls only saves time.
 */
public final class Views implements Sight {
  private final Declared declared;
  private final ViewRules rules;
  private final Scenes scenes;

  /**
   * Compiles the declarations.
   *
   * @param system the campaign's game system, if it has one
   */
  public Views(Optional<SystemRules> system) {
    this(system, Optional.empty());
  }

  /**
   * Compiles the declarations.
   *
   * @param system the campaign's game system, if it has one
   * @param metrics where is counted what is kept
   */
  public Views(Optional<SystemRules> system, Optional<TableMetrics> metrics) {
    this(Declared.by(system), new Scenes(metrics));
  }

  Views(Declared declared, Scenes scenes) {
    this.declared = declared;
    this.rules = declared.rules();
    this.scenes = scenes;
  }

  /**
   * The same declarations, compiled once, with a memory of its own: for another campaign, or for
   * other times of the same one.
   *
   * @return views that keep nothing yet, and are not counted
   */
  public Views apart() {
    return new Views(declared, new Scenes(Optional.empty()));
  }

  /**
   * What other declarations show, with the same memory: for a campaign whose rules change.
   *
   * @param system the game system from now on, if there is one
   * @return other views of the same campaign
   */
  public Views under(Optional<SystemRules> system) {
    return new Views(Declared.by(system), scenes);
  }

  /**
   * The whole view.
   *
   * @param root the document
   * @param viewer who looks
   * @return what they see; the document itself for those who run the game
   */
  public JsonObject view(JsonObject root, Viewer viewer) {
    if (viewer.runsGame()) {
      return root;
    }
    Look look = look(root, new Crowd(List.of(viewer)));
    return new Projection(look, new ArrayList<>()).whole(rules, 1);
  }

  /**
   * What is loaded of a view, as {@link Loaded#of} tells, without making all of that view.
   *
   * @param root the document
   * @param viewer who looks
   * @param open collections and entities that were opened
   * @return what is loaded
   */
  public Loaded loaded(JsonObject root, Viewer viewer, Collection<Pointer> open) {
    boolean whole = viewer.runsGame() || open.contains(Pointer.root());
    return Loaded.of(whole ? view(root, viewer) : lines(root, viewer), viewer, open);
  }

  /**
   * Cuts what is loaded, as {@link Loaded#cut} does, without making all of the view.
   *
   * @param root the document
   * @param viewer who looks
   * @param loaded what {@link #loaded} tells for the same
   * @return what the seat has
   */
  public JsonObject cut(JsonObject root, Viewer viewer, Loaded loaded) {
    boolean whole = viewer.runsGame() || loaded.isEverything();
    return whole ? loaded.cut(view(root, viewer)) : cut(root, viewer, loaded, lines(root, viewer));
  }

  /**
   * Both at once.
   *
   * @param root the document
   * @param viewer who looks
   * @param open collections and entities that were opened
   * @return what is loaded, and that cut out
   */
  public Loaded.First first(JsonObject root, Viewer viewer, Collection<Pointer> open) {
    if (viewer.runsGame() || open.contains(Pointer.root())) {
      JsonObject view = view(root, viewer);
      Loaded loaded = Loaded.of(view, viewer, open);
      return new Loaded.First(loaded, loaded.cut(view));
    }
    JsonObject lines = lines(root, viewer);
    Loaded loaded = Loaded.of(lines, viewer, open);
    return new Loaded.First(loaded, cut(root, viewer, loaded, lines));
  }

  private JsonObject cut(JsonObject root, Viewer viewer, Loaded loaded, JsonObject lines) {
    Look look = look(root, new Crowd(List.of(viewer)));
    return loaded.cut(lines, (name, all, keys) -> look.shown(name, keys, all.version()));
  }

  private JsonObject lines(JsonObject root, Viewer viewer) {
    return new Projection(look(root, new Crowd(List.of(viewer))), new ArrayList<>())
        .lines(rules, 1);
  }

  /**
   * The differences of the views of two roots, for all who look. The roots need not be neighbours,
   * nor share anything; what they share is not looked into. A difference depends on nothing but the
   * two views.
   *
   * @param before the earlier document
   * @param after the later document
   * @param viewers who looks
   * @return the difference by the viewers' numbers, null for those who see none; one instance for
   *     all who see the same
   */
  @SuppressWarnings("ReferenceEquality") // one instance has not changed
  public @Nullable ViewChange[] changes(JsonObject before, JsonObject after, Onlookers viewers) {
    @Nullable ViewChange[] changes = new ViewChange[viewers.viewers().size()];
    if (before == after) {
      return changes;
    }
    List<EncodedChange> made = new ArrayList<>(2);
    if (viewers.running().length > 0) {
      ViewChange all = of(operations(before, after), made);
      for (int number : viewers.running()) {
        changes[number] = all;
      }
    }
    for (int i = 0; i < viewers.crowds().size(); i++) {
      crowd(before, after, viewers.crowds().get(i), viewers.numbers(i), made, changes);
    }
    return changes;
  }

  /**
   * The difference for one who looks.
   *
   * @param before the earlier document
   * @param after the later document
   * @param viewer who looks
   * @return null if they see none
   */
  public @Nullable ViewChange change(JsonObject before, JsonObject after, Viewer viewer) {
    return changes(before, after, Onlookers.of(List.of(viewer)))[0];
  }

  private void crowd(
      JsonObject before,
      JsonObject after,
      Crowd crowd,
      int[] numbers,
      List<EncodedChange> made,
      @Nullable ViewChange[] changes) {
    Look then = look(before, crowd);
    Look now = look(after, crowd);
    Extra extra = new Shifts(then, now, declared.ownersOf()).find();
    Ops ops = new CrowdDiff(then, now).compare(rules, extra);
    for (long left = ops.isEmpty() ? 0 : crowd.all(); left != 0; ) {
      long same = ops.same(Long.lowestOneBit(left), left);
      ViewChange change = of(ops.of(Long.lowestOneBit(left)), made);
      for (long each = same; each != 0; each &= each - 1) {
        changes[numbers[Long.numberOfTrailingZeros(each)]] = change;
      }
      left &= ~same;
    }
  }

  private static @Nullable ViewChange of(List<ViewOp> ops, List<EncodedChange> made) {
    if (ops.isEmpty()) {
      return null;
    }
    for (EncodedChange one : made) {
      if (one.isOf(ops)) {
        return one;
      }
    }
    EncodedChange change = new EncodedChange(ops);
    made.add(change);
    return change;
  }

  /**
   * One place of a difference of two views.
   *
   * @param at the place
   * @param before what the viewer saw there; null for nothing
   * @param after what they see there now; null for nothing
   */
  public record Change(Pointer at, @Nullable Object before, @Nullable Object after) {}

  /**
   * How a view changed, with what was there before.
   *
   * @param before the earlier document
   * @param after the later document
   * @param viewer who looks
   * @return the differences in order of their places; empty when they see none
   */
  public List<Change> difference(JsonObject before, JsonObject after, Viewer viewer) {
    if (!(change(before, after, viewer) instanceof EncodedChange change)) {
      return List.of();
    }
    List<Change> all = new ArrayList<>(change.ops().size());
    for (ViewOp op : change.ops()) {
      Pointer at = Pointer.of(op.path());
      all.add(new Change(at, seen(before, viewer, at), op.value()));
    }
    return all;
  }

  Declared declared() {
    return declared;
  }

  private Look look(JsonObject root, Crowd crowd) {
    return new Look(root, crowd, rules, scenes);
  }

  @Override
  public List<Effect> seen(JsonObject before, JsonObject after, Participant who) {
    Viewer viewer = Viewer.of(who);
    List<Effect> seen = new ArrayList<>();
    if (change(before, after, viewer) instanceof EncodedChange change) {
      for (ViewOp op : change.ops()) {
        Pointer at = Pointer.of(op.path());
        Object value = op.value();
        seen.add(value == null ? new Effect.Remove(at) : new Effect.Put(at, value));
      }
    }
    return seen;
  }

  /**
   * The difference of two trees as they are, seen by nobody in particular.
   *
   * @param before the earlier one
   * @param after the later one
   * @return the difference, null when there is none
   */
  public static @Nullable ViewChange difference(JsonObject before, JsonObject after) {
    return of(operations(before, after), new ArrayList<>(1));
  }

  private static List<ViewOp> operations(JsonObject before, JsonObject after) {
    Ops ops = new Ops(new ArrayList<>(8));
    ops.whole(before, after, 1);
    return ops.of(1);
  }

  /**
   * What a viewer sees at one place, without cutting the whole view.
   *
   * @param root the document
   * @param viewer who looks
   * @param at the place
   * @return the value as they see it; null when they see nothing there
   */
  public @Nullable Object seen(JsonObject root, Viewer viewer, Pointer at) {
    if (viewer.runsGame() || at.isRoot()) {
      return at.isRoot() ? view(root, viewer) : Trees.get(root, at);
    }
    return look(root, new Crowd(List.of(viewer))).shown(at.keys());
  }

  /**
   * A page of what a viewer sees at a place, at a cost that follows the page and what is passed
   * over unseen.
   *
   * @param root the document
   * @param viewer who looks
   * @param page which page
   * @return the page; empty when they see no object there
   */
  public Optional<Page> page(JsonObject root, Viewer viewer, Page.Of page) {
    if (viewer.runsGame()) {
      return Trees.get(root, page.at()) instanceof JsonObject all
          ? Optional.of(Paging.page(all.keys(), all::get, page))
          : Optional.empty();
    }
    if (page.at().isRoot()) {
      JsonObject all = view(root, viewer);
      return Optional.of(Paging.page(all.keys(), all::get, page));
    }
    return Optional.ofNullable(look(root, new Crowd(List.of(viewer))).page(page));
  }

  /**
   * Names what is declared visible. What was shown under other declarations cannot be gone on from.
   *
   * @return the same for the same declarations
   */
  public int fingerprint() {
    return declared.fingerprint();
  }

  @Override
  public boolean sees(JsonObject root, Participant who, Pointer at) {
    return sees(root, Viewer.of(who), at);
  }

  /**
   * Whether there is something to see at a place.
   *
   * @param root the document
   * @param viewer who looks
   * @param at the place
   * @return false too when nothing stands there
   */
  public boolean sees(JsonObject root, Viewer viewer, Pointer at) {
    if (viewer.runsGame()) {
      Object value = root;
      for (int i = 0; i < at.size(); i++) {
        value = value instanceof JsonObject object ? object.get(at.key(i)) : null;
        if (value == null) {
          return false;
        }
      }
      return true;
    }
    return look(root, new Crowd(List.of(viewer))).sees(at.keys()) != 0;
  }

  /**
   * Whether someone knows a place on a map: where sight counts, whether they have explored it.
   * Depends on what they see of the map alone.
   *
   * @param root the document
   * @param viewer who looks
   * @param map the map's key
   * @param x from the left, in cells
   * @param y from the top, in cells
   * @return false too when they do not see the map
   */
  public boolean knows(JsonObject root, Viewer viewer, String map, double x, double y) {
    if (viewer.runsGame() || !sees(root, viewer, Pointer.of(Link.MAPS, map))) {
      return viewer.runsGame();
    }
    Scene scene = scenes.of(root, map);
    return scene == null || scene.explored(viewer.eyes()).hasAt(x, y);
  }

  /**
   * What is to be added to every entry.
   *
   * @return the keeper of these views' stored memory
   */
  public Upkeep upkeep() {
    return new Upkeep(scenes);
  }

  /** Forgets what was kept; the campaign is closed. */
  public void clear() {
    scenes.clear();
  }
}
