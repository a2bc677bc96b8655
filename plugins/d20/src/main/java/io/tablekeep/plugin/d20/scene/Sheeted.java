package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Ability;
import io.tablekeep.plugin.d20.sheet.DamageType;
import io.tablekeep.plugin.d20.sheet.Feature;
import io.tablekeep.sdk.state.Node;
import java.util.Locale;

/** What stands on a sheet and does not change while a rule works: who it is, and its figures. */
abstract class Sheeted {
  private final String id;
  private final Node actor;
  private final Node sheet;
  private final Node now;

  Sheeted(String id, Node actor) {
    this.id = id;
    this.actor = actor;
    this.sheet = actor.at("d20");
    this.now = sheet.at("now");
  }

  /**
   * Its key below {@code actors}.
   *
   * @return the key
   */
  public String id() {
    return id;
  }

  /**
   * What the table calls it.
   *
   * @return the name
   */
  public String name() {
    return actor.at("name").asText("Somebody");
  }

  /**
   * Whether it has a sheet, so that it can be played.
   *
   * @return false for a mere name
   */
  public boolean isPlayable() {
    return now.at("hp").exists() && block().at("hitPoints").exists();
  }

  public Node actor() {
    return actor;
  }

  public Node block() {
    return sheet.at("block");
  }

  public Node figures() {
    return sheet.at("block", "figures");
  }

  public Node now() {
    return now;
  }

  /**
   * Whether only its owner and those who run the game know of it.
   *
   * @return true when nothing may be told of it
   */
  public boolean isHidden() {
    return actor.at("hidden").asBoolean(false);
  }

  /**
   * Whether a player plays it.
   *
   * @return false for what the game master plays
   */
  public boolean isPlayed() {
    return actor.at("owner").exists();
  }

  /**
   * On whose side it fights.
   *
   * @return {@code party}, {@code foes}, or what {@code d20/side} says
   */
  public String side() {
    String said = sheet.at("side").asText("");
    if (!said.isEmpty()) {
      return said;
    }
    boolean monster = actor.at("type").asText("npc").equals("monster");
    return isPlayed() || !monster ? "party" : "foes";
  }

  /**
   * Whether they fight each other.
   *
   * @param other another creature
   * @return whether they are on different sides
   */
  public boolean isHostileTo(Sheeted other) {
    return !side().equals(other.side());
  }

  public boolean has(Feature feature) {
    return holds(block().at("features"), feature.name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  boolean hasType(String list, DamageType type) {
    return holds(block().at(list), type.key());
  }

  static boolean holds(Node array, String text) {
    int size = array.size();
    for (int i = 0; i < size; i++) {
      if (array.at(Integer.toString(i)).asText().equals(text)) {
        return true;
      }
    }
    return false;
  }

  public int figure(String key) {
    return figures().at(key).asInt(0);
  }

  public int modifier(Ability ability) {
    return figures().at("modifiers", ability.key()).asInt(0);
  }

  public int save(Ability ability) {
    return figures().at("saves", ability.key()).asInt(0);
  }
}
