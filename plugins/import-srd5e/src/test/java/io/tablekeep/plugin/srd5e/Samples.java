package io.tablekeep.plugin.srd5e;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tablekeep.sdk.asset.AssetSink;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.transfer.ImportContext;
import io.tablekeep.sdk.transfer.ImportLimits;
import io.tablekeep.sdk.transfer.ImportResult;
import io.tablekeep.sdk.transfer.ImportSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small items of our own, and the way to the given ones. */
final class Samples {
  static final String MONSTERS =
      """
      [{"index":"mud-wyrm","name":"Mud Wyrm","size":"Large","type":"dragon","subtype":"mud","alignment":"neutral",
        "desc":"It lives in mud.","armor_class":[{"type":"natural","value":15}],"hit_points":52,"hit_dice":"7d10",
        "hit_points_roll":"7d10+14","speed":{"walk":"30 ft.","swim":"40 ft."},"strength":18,"dexterity":12,
        "constitution":14,"intelligence":6,"wisdom":10,"charisma":8,"proficiency_bonus":2,"challenge_rating":4,"xp":1100,
        "proficiencies":[{"value":4,"proficiency":{"index":"saving-throw-con"}},{"value":5,"proficiency":{"index":"skill-stealth"}}],
        "damage_vulnerabilities":["cold"],"damage_resistances":["bludgeoning, piercing, and slashing from nonmagical weapons"],
        "damage_immunities":["acid"],"condition_immunities":[{"index":"prone"},{"index":"exhaustion"}],
        "senses":{"darkvision":"60 ft.","passive_perception":10},"languages":"Draconic",
        "special_abilities":[{"name":"Pack Tactics","desc":"It hunts with others."},
          {"name":"Spellcasting","desc":"It casts.","spellcasting":{"ability":{"index":"wis"},"dc":12,"modifier":4,"slots":{"1":2},
            "spells":[{"name":"Entangle","level":1,"url":"/api/spells/entangle"}]}}],
        "actions":[{"name":"Multiattack","desc":"One bite and one breath.","multiattack_type":"actions",
            "actions":[{"action_name":"Bite","count":1,"type":"melee"},{"action_name":"Mud Breath","count":1,"type":"ability"}]},
          {"name":"Bite","desc":"Melee Weapon Attack: +6 to hit, reach 10 ft., one target. Hit: 9 (1d10 + 4) piercing damage plus 3 (1d6) acid damage. If the target is a creature, it must make a DC 13 Constitution saving throw, taking 7 (2d6) poison damage and becoming poisoned for 1 minute on a failed save.",
            "attack_bonus":6,"dc":{"dc_type":{"index":"con"},"dc_value":13,"success_type":"none"},
            "damage":[{"damage_type":{"index":"piercing"},"damage_dice":"1d10+4"},{"damage_type":{"index":"acid"},"damage_dice":"1d6"},
              {"damage_type":{"index":"poison"},"damage_dice":"2d6"}]},
          {"name":"Mud Breath","desc":"The wyrm spits mud in a 30-foot cone. Each creature in that area must make a DC 13 Dexterity saving throw, taking 14 (4d6) acid damage on a failed save, or half as much on a successful one.",
            "usage":{"type":"recharge on roll","dice":"1d6","min_value":5},
            "dc":{"dc_type":{"index":"dex"},"dc_value":13,"success_type":"half"},
            "damage":[{"damage_type":{"index":"acid"},"damage_dice":"4d6"}]}],
        "legendary_actions":[{"name":"Bite Attack (Costs 2 Actions)","desc":"It bites."}],
        "image":"/images/mud.png","url":"/api/monsters/mud-wyrm","homebrew":{"odd":[1,null]}}]
      """;
  static final String SPELLS =
      """
      [{"index":"mud-ball","name":"Mud Ball","desc":["A ball of mud."],"higher_level":["It grows."],"range":"60 feet",
        "components":["V","S"],"ritual":false,"duration":"Up to 1 minute","concentration":true,"casting_time":"1 bonus action",
        "level":2,"damage":{"damage_type":{"index":"acid"},"damage_at_slot_level":{"2":"3d6","3":"5d6"}},
        "dc":{"dc_type":{"index":"dex"},"dc_success":"half"},"area_of_effect":{"type":"cylinder","size":10},
        "school":{"index":"conjuration"},"classes":[{"index":"druid"}],"subclasses":[],"url":"/api/spells/mud-ball"}]
      """;
  static final String GEAR =
      """
      [{"index":"mud-spear","name":"Mud Spear","equipment_category":{"name":"Weapon"},"weapon_category":"Simple",
        "weapon_range":"Melee","category_range":"Simple Melee","cost":{"quantity":2,"unit":"gp"},"weight":3,
        "damage":{"damage_dice":"1d6","damage_type":{"index":"piercing"}},"range":{"normal":5},
        "throw_range":{"normal":20,"long":60},"two_handed_damage":{"damage_dice":"1d8","damage_type":{"index":"piercing"}},
        "properties":[{"index":"thrown"},{"index":"versatile"}]},
       {"index":"mud-mail","name":"Mud Mail","equipment_category":{"name":"Armor"},"armor_category":"Medium",
        "armor_class":{"base":13,"dex_bonus":true,"max_bonus":2},"str_minimum":0,"stealth_disadvantage":true,
        "cost":{"quantity":50,"unit":"gp"},"weight":40}]
      """;

  private Samples() {}

  static byte[] zip(Map<String, String> files) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, String> each : files.entrySet()) {
        zip.putNextEntry(new ZipEntry(each.getKey()));
        zip.write(each.getValue().getBytes(UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  static ImportResult read(String name, byte[] bytes) throws IOException {
    return read(name, bytes, ImportLimits.defaults());
  }

  static ImportResult read(String name, byte[] bytes, ImportLimits limits) throws IOException {
    return new SrdImporter().read(new Held(name, bytes), new Desk(limits));
  }

  /** What was put, in order. */
  static List<Changes.Change.Put> puts(ImportResult result) {
    if (result instanceof ImportResult.Refused no) {
      throw new AssertionError(no.toString());
    }
    List<Changes.Change.Put> puts = new ArrayList<>();
    for (Changes.Change change : ((ImportResult.Read) result).changes().list()) {
      puts.add((Changes.Change.Put) change);
    }
    return puts;
  }

  /** Goes down by keys. */
  static Object at(Object from, String... keys) {
    Object now = from;
    for (String key : keys) {
      now = now instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return String.valueOf(now);
  }

  /** The folder that was given for trials; empty, and said so, where it is missing. */
  static Optional<Path> data() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path shared = at.resolve("../shared/data/srd5e/2014").normalize();
      if (Files.isDirectory(shared)) {
        return Optional.of(shared);
      }
    }
    System.out.println("left out: ../shared/data/srd5e is not here");
    return Optional.empty();
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Held(String name, byte[] bytes) implements ImportSource {
    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public InputStream open() {
      return new ByteArrayInputStream(bytes);
    }
  }

  private static final class Desk implements ImportContext {
    private final ImportLimits limits;
    private int ids;

    Desk(ImportLimits limits) {
      this.limits = limits;
    }

    @Override
    public AssetSink assets() {
      throw new AssertionError("the SRD has no pictures");
    }

    @Override
    public ImportLimits limits() {
      return limits;
    }

    @Override
    public String newId() {
      return "id" + ids++;
    }
  }
}
