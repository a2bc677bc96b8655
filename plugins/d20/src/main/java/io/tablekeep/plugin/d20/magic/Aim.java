package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.scene.Areas;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Power;
import io.tablekeep.plugin.d20.sheet.Shape;
import io.tablekeep.plugin.d20.sheet.Stay;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.geometry.Direction;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.area.Area;
import io.tablekeep.sdk.model.ActorRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a power reaches: those in its area, or those who were named. */
final class Aim {
  private final List<Creature> targets = new ArrayList<>();
  private Decision.@Nullable Reject amiss;
  private @Nullable Placed placed;

  /**
   * Where an area lies, in cells.
   *
   * @param kind its shape; a cube that goes out from somebody is a line
   * @param at its middle, or where it begins
   * @param size radius, side or length
   * @param width of a line
   * @param direction of a line or cone
   */
  record Placed(Shape.Kind kind, Point at, double size, double width, Direction direction) {}

  private Aim() {}

  List<Creature> targets() {
    return targets;
  }

  Optional<Decision.Reject> amiss() {
    return Optional.ofNullable(amiss);
  }

  Optional<Placed> placed() {
    return Optional.ofNullable(placed);
  }

  static Aim at(
      Scene scene,
      Creature source,
      Power power,
      List<ActorRef> named,
      Optional<Point> at,
      int most) {
    Aim aim = new Aim();
    Optional<Ground.Standing> stands = scene.ground().of(source.id());
    if (power.area().isPresent() && stands.isPresent() && scene.rules().measure()) {
      aim.area(scene, source, stands.get(), power, at);
    } else if (power.dispels() && named.isEmpty() && at.isPresent()) {
      aim.spot(scene, power, stands, at.get());
    } else if (power.area().isEmpty() && power.targets() == 0) {
      aim.targets.add(source);
    } else {
      aim.named(scene, source, power, named, most);
    }
    return aim;
  }

  private void refuse(String code, String message, String field) {
    amiss = new Decision.Reject(code, message, field);
  }

  /** A place without anybody. */
  private void spot(Scene scene, Power power, Optional<Ground.Standing> stands, Point at) {
    boolean far =
        stands
            .filter(from -> from.space().middle().to(at) > scene.ground().cells(power.range()))
            .isPresent();
    if (far && scene.rules().measure()) {
      refuse("out-of-range", "That is too far away.", "at");
    }
  }

  private void named(Scene scene, Creature source, Power power, List<ActorRef> named, int most) {
    if (named.isEmpty()) {
      refuse("no-target", "Name whom it is for.", "targets");
      return;
    }
    if (named.size() > (power.area().isPresent() ? 40 : most)) {
      refuse("too-many-targets", "It reaches at most " + most + ".", "targets");
      return;
    }
    for (ActorRef each : named) {
      Creature target = scene.of(each.id());
      if (!target.isPlayable() || (target.isDead() && !power.raises())) {
        refuse("no-target", target.name() + " cannot be reached by that.", "targets");
        return;
      }
      if (!power.only().isEmpty() && !isOfKind(power, target)) {
        refuse("wrong-kind", "It does nothing to " + target.name() + ".", "targets");
        return;
      }
      if (target != source && isOut(scene, source, target, power)) {
        refuse("out-of-range", target.name() + " is out of range.", "targets");
        return;
      }
      targets.add(target);
    }
  }

  private static boolean isOut(Scene scene, Creature source, Creature target, Power power) {
    Ground ground = scene.ground();
    Optional<Double> feet = ground.feet(source, target);
    if (feet.isEmpty()) {
      return false;
    }
    return feet.get() > Math.max(5, power.range())
        || ground.isWalled(
            ground.of(source.id()).orElseThrow().space().middle(),
            ground.of(target.id()).orElseThrow().space().middle());
  }

  private static boolean isOfKind(Power power, Creature target) {
    return power.only().contains(target.block().at("kind").asText("humanoid"));
  }

  private void area(
      Scene scene, Creature source, Ground.Standing stands, Power power, Optional<Point> at) {
    Ground ground = scene.ground();
    Point middle = stands.space().middle();
    Shape shape = power.area().orElseThrow();
    boolean aimed = power.range() > 0;
    boolean around = !aimed && shape.kind() == Shape.Kind.SPHERE;
    if (at.isEmpty() && !around) {
      refuse("aim-missing", "Say where it goes.", "at");
      return;
    }
    Point to = around ? middle : at.orElse(middle);
    if (aimed && middle.to(to) > ground.cells(power.range()) + 1e-6) {
      refuse("out-of-range", "That is too far away.", "at");
      return;
    }
    if (aimed && ground.isWalled(middle, to)) {
      refuse("behind-a-wall", "There is a wall between.", "at");
      return;
    }
    double size = ground.cells(shape.size());
    Optional<Direction> direction = Direction.between(middle, to);
    if (!aimed && !around && direction.isEmpty()) {
      refuse("aim-missing", "Say in which direction.", "at");
      return;
    }
    double half = around ? stands.space().width() / 2 : 0;
    Placed there = placed(ground, shape, aimed || around, to, middle, size, direction);
    boolean carried = power.stays().filter(Stay::carried).isPresent();
    placed =
        carried || half == 0
            ? there
            : new Placed(there.kind(), there.at(), size + half, there.width(), there.direction());
    Area area =
        Areas.outline(there.kind(), there.at(), size + half, there.width(), there.direction());
    for (Ground.Standing each : ground.within(area)) {
      Creature target = scene.of(each.actor());
      boolean spared =
          (power.sparesSelf() && target == source)
              || (power.sparesAllies() && !target.isHostileTo(source));
      boolean concerned = power.only().isEmpty() || isOfKind(power, target);
      if (target.isPlayable()
          && !target.isDead()
          && !spared
          && concerned
          && !targets.contains(target)) {
        targets.add(target);
      }
    }
  }

  private static Placed placed(
      Ground ground,
      Shape shape,
      boolean centered,
      Point at,
      Point from,
      double size,
      Optional<Direction> toward) {
    Direction direction = toward.orElseGet(() -> Direction.degrees(0));
    double width = ground.cells(shape.width());
    return switch (shape.kind()) {
      case SPHERE -> new Placed(Shape.Kind.SPHERE, at, size, width, direction);
      case CONE -> new Placed(Shape.Kind.CONE, from, size, width, direction);
      case LINE -> {
        if (!centered) {
          yield new Placed(Shape.Kind.LINE, from, size, width, direction);
        }
        // A wall: its middle where it is aimed, across the way there.
        Direction across = new Direction(-direction.y(), direction.x());
        Point end = new Point(at.x() - across.x() * size / 2, at.y() - across.y() * size / 2);
        yield new Placed(Shape.Kind.LINE, end, size, width, across);
      }
      case CUBE ->
          centered
              ? new Placed(Shape.Kind.CUBE, at, size, size, direction)
              : new Placed(Shape.Kind.LINE, from, size, size, direction);
    };
  }
}
