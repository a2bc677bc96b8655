package io.tablekeep.plugin.foundry;

import java.util.List;

/** Small actors of our own with something of everything that sheets are made of. */
public final class SheetSamples {
  /** A monster as it is written today. */
  public static final String WYRM =
      """
      {"_id":"wyrm000000000001","name":"Reed Wyrm","type":"npc","_stats":{"systemId":"dnd5e"},
       "system":{"abilities":{"str":{"value":18,"proficient":0},"dex":{"value":12,"proficient":1},
         "con":{"value":16,"proficient":1},"int":{"value":6},"wis":{"value":10},"cha":{"value":8}},
        "attributes":{"ac":{"flat":15,"calc":"natural"},"hp":{"value":52,"max":52,"formula":"7d10 + 14"},
         "movement":{"walk":30,"swim":40,"units":"ft"},"senses":{"darkvision":60,"units":"ft"},"spellcasting":"wis"},
        "details":{"type":{"value":"dragon","subtype":"Reed"},"alignment":"Neutral","cr":4,"spellLevel":0},
        "traits":{"size":"lg","di":{"value":["acid"]},"dr":{"value":["bludgeoning","cold","piercing"],"bypasses":["mgc"]},
         "dv":{"value":["thunder"]},"ci":{"value":["prone","exhaustion"]},"languages":{"value":["draconic"],"custom":"Reedspeak; signs"}},
        "skills":{"ste":{"value":2,"ability":"dex"},"prc":{"value":1,"ability":"wis","bonuses":{"check":"1"}}},
        "resources":{"legact":{"value":3,"max":3},"legres":{"value":1,"max":1}}},
       "items":[
        {"_id":"aaaaaaaaaaaaaaa1","name":"Multiattack","type":"feat","system":{"description":{"value":"<p>The wyrm can use its [[/item .aaaaaaaaaaaaaaa5]]{Reed Song}. It then makes three attacks: one with its [[/item .aaaaaaaaaaaaaaa2]]{bite} and two with its tails or three with its [[/item .aaaaaaaaaaaaaaa4]]{quills}.</p>"}}},
        {"_id":"aaaaaaaaaaaaaaa2","name":"Bite","type":"weapon","system":{"description":{"value":"<p>[[/attack extended]]. Hit: [[/damage extended]]. If the target is Large or smaller, it is grappled (escape DC 14).</p>"},
          "range":{"reach":10,"units":"ft"},"damage":{"base":{"number":1,"denomination":10,"types":["piercing"]}},"proficient":1,"type":{"value":"natural"},
          "activities":{"a":{"type":"attack","activation":{"type":"action","value":1},"attack":{"ability":"str","type":{"value":"melee","classification":"weapon"}},
            "damage":{"includeBase":true,"parts":[{"number":1,"denomination":6,"types":["acid"]}]}}}}},
        {"_id":"aaaaaaaaaaaaaaa3","name":"Tail","type":"weapon","system":{"damage":{"base":{"number":2,"denomination":6,"types":["bludgeoning"]}},"properties":["rch"],"type":{"value":"natural"},
          "activities":{"a":{"type":"attack","activation":{"type":"action"},"attack":{"ability":"str","type":{"value":"melee","classification":"weapon"}},"damage":{"includeBase":true}},
           "b":{"type":"save","activation":{"type":"action"},"save":{"ability":["str"],"dc":{"calculation":"","formula":"14"}},"damage":{"onSave":"none","parts":[]},"effects":[{"_id":"down"}]}}},
          "effects":[{"_id":"down","name":"Swept","statuses":["prone"],"transfer":false}]},
        {"_id":"aaaaaaaaaaaaaaa4","name":"Quill","type":"weapon","system":{"range":{"value":30,"long":120,"units":"ft"},"damage":{"base":{"number":1,"denomination":8,"types":["piercing"]}},"properties":["mgc"],"magicalBonus":1,"type":{"value":"simpleR"},
          "activities":{"a":{"type":"attack","activation":{"type":"action"},"attack":{"type":{"value":"ranged","classification":"weapon"},"bonus":"1"},"damage":{"includeBase":true}}}}},
        {"_id":"aaaaaaaaaaaaaaa5","name":"Reed Song","type":"feat","system":{"description":{"value":"<p>Each creature within 60 feet of it must save or be &Reference[frightened] for 1 minute. It can repeat the saving throw.</p>"},
          "activities":{"a":{"type":"save","activation":{"type":"action"},"range":{"value":"60","units":"ft"},"save":{"ability":"wis","dc":{"calculation":"","formula":"13"}},"damage":{"onSave":"half","parts":[]}}}}},
        {"_id":"aaaaaaaaaaaaaaa6","name":"Mud Breath","type":"feat","system":{"uses":{"max":"1","recovery":[{"period":"recharge","formula":"5"}]},
          "activities":{"a":{"type":"save","activation":{"type":"action"},"range":{"units":"self"},"target":{"template":{"type":"cone","size":"30","units":"ft"}},"save":{"ability":"dex","dc":{"calculation":"con"}},
            "damage":{"onSave":"half","parts":[{"number":6,"denomination":6,"types":["acid"]}]}}}}},
        {"_id":"aaaaaaaaaaaaaaa7","name":"Tail Attack","type":"feat","system":{"description":{"value":"It sweeps."},"activities":{"a":{"type":"utility","activation":{"type":"legendary","value":2}}}}},
        {"_id":"aaaaaaaaaaaaaaa8","name":"Pack Tactics","type":"feat","system":{"description":{"value":"It hunts with others."}}},
        {"_id":"aaaaaaaaaaaaaaa9","name":"Reed Storm","type":"spell","system":{"level":2,"school":"con","method":"innate","properties":["concentration"],"uses":{"max":"2","recovery":[{"period":"day"}]},
          "activation":{"type":"action"},"duration":{"value":"1","units":"minute"},"range":{"value":"60","units":"ft"},"target":{"template":{"type":"cylinder","size":"20","units":"ft"}},
          "activities":{"a":{"type":"save","save":{"ability":["dex"],"dc":{"calculation":"spellcasting"}},"damage":{"onSave":"half","parts":[{"number":3,"denomination":8,"types":["slashing"],"scaling":{"mode":"whole","number":1}}]}}}}}],
       "effects":[]}
      """
          .replace("\n", " ");

  /** A monster as it was written before there were activities. */
  public static final String OLD =
      """
      {"_id":"old0000000000001","name":"Old Bandit","type":"npc",
       "data":{"abilities":{"str":{"value":14,"proficient":1},"dex":{"value":16},"con":{"value":12}},
        "attributes":{"ac":{"value":14},"hp":{"value":20,"max":20,"formula":"4d8+2"},"movement":{"walk":9,"units":"m"},"spelldc":11},
        "details":{"type":"humanoid","cr":"1/2"},"traits":{"size":"med","dr":{"value":["physical"]}},"skills":{"ste":{"value":1}}},
       "items":[
        {"_id":"bbbbbbbbbbbbbbb1","name":"Scimitar","type":"weapon","data":{"actionType":"mwak","ability":"dex","weaponType":"martialM","properties":{"fin":true,"lgt":true},
          "activation":{"type":"action","cost":1},"range":{"value":5,"units":"ft"},"damage":{"parts":[["1d6 + @mod","slashing"],["1d4","poison"]]},"proficient":true,"attackBonus":"1",
          "save":{"ability":"con","dc":12,"scaling":"flat"},"formula":"2d6","description":{"value":"Hit: it takes 7 (2d6) poison damage on a failed save, or half as much, or is poisoned for 1 minute. If that reduces the target to 0 hit points, it is stunned."}}},
        {"_id":"bbbbbbbbbbbbbbb2","name":"Smoke","type":"feat","data":{"actionType":"save","activation":{"type":"bonus","cost":1},"recharge":{"value":6,"charged":true},
          "target":{"value":10,"units":"ft","type":"radius"},"range":{"units":"self"},"save":{"ability":"con","dc":null,"scaling":"con"},"damage":{"parts":[["2d6","poison"]]},"description":{"value":"half as much"}}},
        {"_id":"bbbbbbbbbbbbbbb3","name":"Fire Bolt","type":"spell","data":{"actionType":"rsak","level":0,"school":"evo","preparation":{"mode":"prepared","prepared":true},
          "activation":{"type":"action","cost":1},"range":{"value":120,"units":"ft"},"damage":{"parts":[["1d10","fire"]]},"scaling":{"mode":"cantrip","formula":""}}}]}
      """
          .replace("\n", " ");

  /** A hero of two classes whose points are reckoned. */
  public static final String HERO =
      """
      {"_id":"hero000000000002","name":"Ysolde","type":"character",
       "system":{"abilities":{"str":{"value":16,"proficient":1},"dex":{"value":14},"con":{"value":14,"proficient":1},"int":{"value":10},"wis":{"value":12},"cha":{"value":13}},
        "attributes":{"ac":{"calc":"default","bonus":""},"hp":{"value":30,"max":null,"bonuses":{"level":"","overall":"1"}},"movement":{"walk":null},"senses":{},"spellcasting":"wis"},
        "details":{"originalClass":"cls1","xp":{"value":2700}},"traits":{"size":"med","weaponProf":{"value":["sim","mar"]},"languages":{"value":["common"]}},
        "skills":{"ath":{"value":1}},"spells":{"spell1":{"value":1,"override":null}}},
       "items":[
        {"_id":"cls1","name":"Fighter","type":"class","system":{"identifier":"fighter","levels":5,"hitDice":"d10","spellcasting":{"progression":"none"},"advancement":[{"type":"HitPoints","value":{"1":"max","2":"avg","3":7,"4":8,"5":2}},
          {"type":"ScaleValue","title":"Grit","configuration":{"identifier":"grit","scale":{"1":{"number":1,"faces":6},"5":{"number":2,"faces":6}}}}]}},
        {"_id":"cls2","name":"Cleric","type":"class","system":{"identifier":"cleric","levels":1,"hitDice":"d8","spellcasting":{"progression":"full","ability":"wis"},"advancement":[{"type":"HitPoints","value":{"1":5}}]}},
        {"_id":"race","name":"Dwarf","type":"race","system":{"identifier":"dwarf","movement":{"walk":25,"units":"ft"},"senses":{"darkvision":60,"units":"ft"},"type":{"value":"humanoid","subtype":"dwarf"}},
          "effects":[{"_id":"tough","transfer":true,"disabled":false,"changes":[{"key":"system.attributes.hp.bonuses.level","mode":2,"value":"1"},{"key":"flags.midi.odd","mode":0,"value":"1"}]}]},
        {"_id":"mail","name":"Half Plate","type":"equipment","system":{"equipped":true,"armor":{"value":15,"dex":2},"type":{"value":"medium"},"properties":["stealthDisadvantage"]}},
        {"_id":"shld","name":"Shield","type":"equipment","system":{"equipped":true,"armor":{"value":2},"type":{"value":"shield"}}},
        {"_id":"ring","name":"Ring","type":"equipment","system":{"equipped":true,"type":{"value":"ring"}},"effects":[{"_id":"x","transfer":true,"changes":[{"key":"system.attributes.ac.bonus","mode":2,"value":"+1"},{"key":"system.traits.dr.value","mode":2,"value":"fire"}]}]},
        {"_id":"eeeeeeeeeeeeeee1","name":"Longsword +1","type":"weapon","system":{"equipped":true,"range":{"units":"ft"},"damage":{"base":{"number":1,"denomination":8,"types":["slashing"]}},"properties":["ver","mgc"],"magicalBonus":1,"type":{"value":"martialM","baseItem":"longsword"},
          "activities":{"a":{"type":"attack","activation":{"type":"action"},"attack":{"type":{"value":"melee","classification":"weapon"}},"damage":{"includeBase":true}}}}},
        {"_id":"eeeeeeeeeeeeeee2","name":"Extra Attack","type":"feat","system":{}},
        {"_id":"eeeeeeeeeeeeeee3","name":"Second Wind","type":"feat","system":{"uses":{"max":"1","recovery":[{"period":"sr"}]},"activities":{"a":{"type":"heal","activation":{"type":"bonus"},"range":{"units":"self"},"target":{"affects":{"type":"self"}},
          "healing":{"number":1,"denomination":10,"bonus":"@classes.fighter.levels","types":["healing"]}}}}},
        {"_id":"eeeeeeeeeeeeeee4","name":"Grit","type":"feat","system":{"activities":{"a":{"type":"damage","activation":{"type":"bonus"},"damage":{"parts":[{"custom":{"enabled":true,"formula":"@scale.fighter.grit + @prof"},"types":["force"]}]}}}}},
        {"_id":"eeeeeeeeeeeeeee5","name":"Rage","type":"feat","system":{"uses":{"max":"max(1, @abilities.con.mod)","recovery":[{"period":"lr"}]},"activities":{"a":{"type":"utility","activation":{"type":"bonus"},"target":{"affects":{"type":"self"}},"effects":[{"_id":"wild"}]}}},
          "effects":[{"_id":"wild","name":"Wild","transfer":false,"duration":{"seconds":60},"changes":[{"key":"system.bonuses.mwak.damage","mode":2,"value":"+2"},{"key":"system.traits.dr.value","mode":2,"value":"slashing"}]}]},
        {"_id":"eeeeeeeeeeeeeee6","name":"Bless","type":"spell","system":{"level":1,"school":"enc","preparation":{"mode":"always"},"activities":{"a":{"type":"utility"}}}},
        {"_id":"eeeeeeeeeeeeeee7","name":"Odd Blessing","type":"spell","system":{"level":1,"school":"abj","preparation":{"mode":"prepared","prepared":true},"range":{"units":"touch"},"activation":{"type":"bonus"},
          "activities":{"a":{"type":"heal","healing":{"number":1,"denomination":4,"bonus":"@mod","types":["healing"],"scaling":{"mode":"whole","number":1}}}}}},
        {"_id":"eeeeeeeeeeeeeee8","name":"Unready","type":"spell","system":{"level":1,"preparation":{"mode":"prepared","prepared":false}}},
        {"_id":"eeeeeeeeeeeeeee9","name":"Flask","type":"consumable","system":{"quantity":1,"activities":{"a":{"type":"heal","healing":{"number":2,"denomination":4,"bonus":"2","types":["healing"]}}}}}],
       "effects":[]}
      """
          .replace("\n", " ");

  /** A monster of the rules of 2024: conditions by their words, and spells that a feature casts. */
  public static final String NEWER =
      """
      {"_id":"new0000000000001","name":"Feather Snake","type":"npc",
       "system":{"abilities":{"str":{"value":16},"dex":{"value":20},"con":{"value":17},"wis":{"value":20}},
        "attributes":{"ac":{"flat":19,"calc":"natural"},"hp":{"value":60,"max":60,"formula":"8d8 + 24"},"movement":{"fly":90,"walk":30,"units":null},
         "senses":{"ranges":{"truesight":120},"units":null},"spellcasting":"wis","spell":{"level":0}},
        "details":{"type":{"value":"celestial"},"cr":4},"traits":{"size":"med"},"resources":{"legact":{"max":0}}},
       "items":[
        {"_id":"ccccccccccccccc1","name":"Bite","type":"weapon","system":{"type":{"value":"natural"},"range":{"units":"ft"},"damage":{"base":{"number":1,"denomination":12,"types":["piercing"]}},
          "description":{"value":"<p>[[/attack extended]]. [[/damage average extended]], and the target has the &amp;Reference[Poisoned apply=false] condition until the end of the [[lookup @name lowercase]]'s next turn.</p>"},
          "activities":{"a":{"type":"attack","activation":{"type":"action"},"attack":{"ability":"dex","type":{"value":"","classification":""}},"damage":{"includeBase":true,"parts":[]}}}}},
        {"_id":"ccccccccccccccc2","name":"Constrict","type":"feat","system":{"activities":{"b":{"type":"save","activation":{"type":"action"},"effects":[{"_id":"held","onSave":false}],"range":{"units":"ft","value":"5"},
          "target":{"affects":{"count":"1","type":"creature"}},"save":{"ability":["str"],"dc":{"calculation":"str"}},"damage":{"onSave":"none","parts":[{"number":1,"denomination":6,"bonus":"@mod","types":["bludgeoning"]}]}}}},
          "effects":[{"_id":"held","name":"Held","statuses":["grappled","restrained"],"duration":{"turns":1}}]},
        {"_id":"ccccccccccccccc3","name":"Spellcasting","type":"feat","system":{"activities":{
          "d1":{"type":"cast","uses":{"max":"","recovery":[]},"spell":{"uuid":"Compendium.x"}},"d2":{"type":"cast","uses":{"max":"1","recovery":[{"period":"day"}]},"spell":{"uuid":"Compendium.y"}},
          "d3":{"type":"cast","uses":{"max":"1"},"spell":{"uuid":"Compendium.z"}}}}},
        {"_id":"ccccccccccccccc4","name":"Detect Magic","type":"spell","flags":{"dnd5e":{"cachedFor":".Item.ccccccccccccccc3.Activity.d1"}},"system":{"identifier":"detect-magic","level":1,"preparation":{"mode":"prepared","prepared":false},"activities":{}},
          "effects":[{"_id":"x","type":"enchantment","transfer":true,"changes":[{"key":"system.properties","mode":2,"value":"-vocal"}]}]},
        {"_id":"ccccccccccccccc5","name":"Dream","type":"spell","flags":{"dnd5e":{"cachedFor":".Item.ccccccccccccccc3.Activity.d2"}},"system":{"identifier":"dream","level":5,"school":"ill","activities":{"e":{"type":"utility"}}}}]}
      """
          .replace("\n", " ");

  private SheetSamples() {}

  static List<String> all() {
    return List.of(WYRM, OLD, NEWER, HERO);
  }
}
