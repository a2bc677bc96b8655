package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.scene.Ground.Standing;
import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.geometry.grid.Cell;
import io.tablekeep.sdk.geometry.sight.Passage;
import io.tablekeep.sdk.model.map.TableMap;
import io.tablekeep.sdk.model.map.Token;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Comes to another place without walking: by magic, or pushed. */
public final class Elsewhere {
  private final Scene scene;
  private final Ground ground;

  /**
   * On a map.
   *
   * @param scene the scene
   * @param ground the map
   */
  public Elsewhere(Scene scene, Ground ground) {
    this.scene = scene;
    this.ground = ground;
  }

  /**
   * Takes somebody elsewhere without walking.
   *
   * @param who who
   * @param to where, in cells
   * @param seen whether they must see the place
   * @return why they cannot come there
   */
  public Optional<Decision.Reject> leap(Standing who, Point to, boolean seen) {
    Point at = ground.geometry().snap(new Space(to, who.space().width(), who.space().height()));
    Space there = new Space(at, who.space().width(), who.space().height());
    if (isTaken(who, there)) {
      return Optional.of(new Decision.Reject("not-free", "Somebody stands there.", "at"));
    }
    if (seen && !isInSight(who, at)) {
      return Optional.of(new Decision.Reject("out-of-sight", "That cannot be seen.", "at"));
    }
    ground.put(who, at);
    slipsAway(who.actor());
    return Optional.empty();
  }

  private boolean isInSight(Standing who, Point at) {
    Point eye = who.space().middle();
    if (ground.areas().isClouded(eye, at)) {
      return false;
    }
    if (!scene.rules().walls()) {
      return true;
    }
    boolean dark = ground.node().at("lighting").exists();
    return dark
        ? ground
            .node()
            .as(TableMap.class)
            .sight()
            .sees(ground.node().at("tokens", who.key()).as(Token.class).eye(), at)
        : !ground.walls().blocked(Passage.SIGHT, eye, at);
  }

  /** Who hides takes no place that others could know of. */
  private boolean isTaken(Standing who, Space there) {
    Set<Cell> cells = new HashSet<>(ground.geometry().cells(there));
    for (Standing each : ground.standing()) {
      Creature other = scene.of(each.actor());
      boolean known = !each.hidden() && !other.isHidden() && !other.isDead();
      if (known
          && !each.key().equals(who.key())
          && ground.geometry().cells(each.space()).stream().anyMatch(cells::contains)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Pushes somebody straight away from a place, as far as nothing is in the way.
   *
   * @param who whom
   * @param from from where
   * @param feet how far at most
   * @return how far it went, in feet
   */
  public int push(Standing who, Point from, int feet) {
    Point start = who.space().middle();
    Optional<Direction> away = Direction.between(from, start);
    if (away.isEmpty()) {
      return 0;
    }
    double most = Math.max(Math.abs(away.get().x()), Math.abs(away.get().y()));
    Point at = start;
    int cells = 0;
    for (int i = 1; i <= (int) ground.cells(feet); i++) {
      Point next =
          new Point(start.x() + i * away.get().x() / most, start.y() + i * away.get().y() / most);
      Space there = new Space(next, who.space().width(), who.space().height());
      next = ground.geometry().snap(there);
      there = new Space(next, there.width(), there.height());
      if (ground.isWalled(at, next) || isTaken(who, there)) {
        break;
      }
      at = next;
      cells = i;
    }
    if (cells > 0) {
      ground.put(who, at);
      slipsAway(who.actor());
    }
    return (int) Math.round(cells * ground.cellFeet());
  }

  /** Nobody holds whom they do not reach any more. */
  private void slipsAway(String actor) {
    Creature who = scene.of(actor);
    who.relieve(
        each ->
            each.condition().filter(Condition.GRAPPLED::equals).isPresent()
                && !each.source().isEmpty()
                && ground.feet(who, scene.of(each.source())).orElse(0.0) > 5);
  }
}
