package io.tablekeep.plugin.d20.magic;

import io.tablekeep.plugin.d20.scene.Areas;
import io.tablekeep.plugin.d20.scene.Creature;
import io.tablekeep.plugin.d20.scene.Creature.Cause;
import io.tablekeep.plugin.d20.scene.Grip;
import io.tablekeep.plugin.d20.scene.Ground;
import io.tablekeep.plugin.d20.scene.Scene;
import io.tablekeep.plugin.d20.sheet.Stay.When;
import io.tablekeep.plugin.d20.sheet.Zone;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.geometry.Space;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What areas that stay do: to who comes in, who begins or ends a turn there, and how they end. */
public final class Lingering implements Grip {
  @Override
  public void begins(Scene scene, Creature who) {
    List<Areas.One> over = new ArrayList<>();
    for (Areas.One each : scene.ground().areas().all()) {
      if (each.zone().source().equals(who.id()) && counts(scene, each.node(), 1)) {
        over.add(each);
      }
    }
    works(scene, who, When.START, over);
  }

  @Override
  public void ends(Scene scene, Creature who) {
    works(scene, who, When.END, List.of());
  }

  @Override
  public void rounds(Scene scene, List<String> here) {
    for (Areas.One each : scene.ground().areas().all()) {
      if (!here.contains(each.zone().source())) {
        counts(scene, each.node(), 1);
      }
    }
  }

  /** Takes rounds from what an area has left; gives whether it is over. */
  static boolean counts(Scene scene, Node zone, int rounds) {
    int left = zone.at("rounds").asInt(-1);
    if (left > rounds) {
      scene.also(Changes.none().set(zone.at("rounds"), left - rounds));
    } else if (left >= 0) {
      scene.also(Changes.none().remove(zone));
      String name = zone.at("shown").asText("");
      if (!name.isEmpty()) {
        scene.say(scene.hearers(scene.of(zone.at("source").asText("-"))), name + " ends.");
      }
      return true;
    }
    return false;
  }

  private static void works(Scene scene, Creature who, When when, List<Areas.One> over) {
    Areas areas = scene.ground().areas();
    if (areas.all().isEmpty()) {
      return;
    }
    Optional<Ground.Standing> at = scene.ground().of(who.id());
    for (Areas.One each : areas.all()) {
      if (at.isPresent()
          && each.zone().stay().acts().contains(when)
          && !over.contains(each)
          && areas.concerns(each, who)
          && areas.covers(each, at.get().space())) {
        catches(scene, each, who);
      }
    }
  }

  @Override
  public Optional<Point> crosses(Scene scene, Ground ground, Creature who, Space from, Point to) {
    boolean held = who.speed() == 0;
    for (Areas.One each : ground.areas().all()) {
      Optional<Point> entrance =
          isOpen(scene, ground, each, who)
              ? ground.areas().entrance(each, from, to)
              : Optional.empty();
      if (entrance.isPresent()) {
        enters(scene, each, who);
        if (!held && who.speed() == 0) {
          return entrance;
        }
      }
    }
    return Optional.empty();
  }

  /** Somebody is elsewhere than before, whatever moved them. */
  static void moved(Scene scene, Ground ground, Creature who, Space from, Space to) {
    Areas areas = ground.areas();
    for (Areas.One each : areas.all()) {
      boolean was = areas.covers(each, from);
      boolean is = areas.covers(each, to);
      if (was && !is && each.zone().stay().inside()) {
        String place = ground.map() + "/" + each.node().key();
        who.relieve(one -> one.lasting().area().equals(place));
      }
      if (!was && is && isOpen(scene, ground, each, who)) {
        enters(scene, each, who);
      }
    }
  }

  private static boolean isOpen(Scene scene, Ground ground, Areas.One one, Creature who) {
    return one.zone().stay().acts().contains(When.ENTER)
        && ground.areas().concerns(one, who)
        && !one.zone().caught().getOrDefault(who.id(), "-").equals(turn(scene));
  }

  private static String turn(Scene scene) {
    return scene.fight().map(fight -> fight.round() + "/" + fight.turn()).orElse("");
  }

  private static void enters(Scene scene, Areas.One one, Creature who) {
    String turn = turn(scene);
    if (!turn.isEmpty()) {
      scene.also(Changes.none().set(one.node().at("caught", who.id()), turn));
    }
    catches(scene, one, who);
  }

  private static void catches(Scene scene, Areas.One one, Creature who) {
    Zone zone = one.zone();
    Creature source = scene.of(zone.source());
    String place = one.node().pointer().key(1) + "/" + one.node().key();
    Cause cause = new Cause(zone.level(), zone.stay().inside() ? place : "");
    new Working(scene, source, zone.power(), zone.dc(), 0, zone.level() >= 0, 0)
        .by(cause)
        .catches(who);
  }
}
