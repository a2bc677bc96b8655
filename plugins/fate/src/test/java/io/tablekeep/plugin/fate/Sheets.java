package io.tablekeep.plugin.fate;

import io.tablekeep.plugin.fate.sheet.Cast;
import io.tablekeep.plugin.fate.sheet.Facet;
import io.tablekeep.plugin.fate.sheet.Sheet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Ready-made sheets for the heroes of the test table. */
final class Sheets {
  private Sheets() {}

  static Facet aspect(String name, Facet.Kind kind) {
    return new Facet(name, kind, Map.of(), false);
  }

  static Sheet named(int points, Map<String, Integer> skills, Map<String, Facet> aspects) {
    return new Sheet(
        3,
        points,
        0,
        false,
        skills,
        aspects,
        Map.of(),
        Map.of(),
        Map.of(),
        Map.of(
            "physical", List.of(false, false, false),
            "mental", List.of(false, false)),
        Cast.slots(true),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Sheet bram() {
    return named(
        3,
        Map.of("Fight", 4, "Athletics", 2, "Physique", 1),
        Map.of(
            "high", aspect("Last of the river guard", Facet.Kind.HIGH_CONCEPT),
            "trouble", aspect("Owes the wrong people", Facet.Kind.TROUBLE)));
  }

  static Sheet cora() {
    return named(
        3,
        Map.of("Shoot", 3, "Notice", 2, "Will", 2),
        Map.of("high", aspect("Runaway star reader", Facet.Kind.HIGH_CONCEPT)));
  }

  static Sheet wolf() {
    Sheet open =
        named(
            0,
            Map.of("Fight", 2, "Athletics", 3),
            Map.of("high", aspect("Grey and hungry", Facet.Kind.HIGH_CONCEPT)));
    return new Sheet(
        open.refresh(),
        0,
        0,
        false,
        open.skills(),
        open.aspects(),
        Map.of("fear", aspect("Afraid of fire", Facet.Kind.ASPECT)),
        Map.of(),
        Map.of(),
        open.stress(),
        Map.of("mild", 2),
        Map.of(),
        Optional.empty(),
        Optional.empty());
  }

  static Map<String, Object> all() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("/actors/bram/fate", bram());
    all.put("/actors/cora/fate", cora());
    all.put("/actors/wolf/fate", wolf());
    all.put("/fate/gm/points", 2);
    return all;
  }
}
