package io.tablekeep.plugin.fate.sheet;

import io.tablekeep.plugin.fate.House;
import io.tablekeep.plugin.fate.play.Stop;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.schema.Default;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sheets are made, by players with the game master's leave. */
public final class Building {
  private static final int MOST = 30;

  private Building() {}

  /**
   * {@code fate.sheet}: a sheet is made, or made anew.
   *
   * @param who whose
   * @param skills ratings by skill or approach
   * @param nameless whether it is nobody: one box, no consequences, no questions
   */
  @Doc("Makes a sheet.")
  public record Make(
      @Mine ActorRef who,
      @Length(max = 60) Map<String, Integer> skills,
      @Doc("Whether it is nobody: asked nothing, gone with the first real hit.") @Default("false")
          boolean nameless) {}

  /**
   * {@code fate.write}: an aspect, a stunt or an extra is written onto a sheet.
   *
   * @param who whose
   * @param key which one; empty for a new one
   * @param aspect an aspect
   * @param secret whether others have yet to discover it
   * @param stunt a stunt
   * @param extra an extra
   */
  @Doc("Writes an aspect, a stunt or an extra onto a sheet.")
  public record Write(
      @Mine ActorRef who,
      @Doc("Which one is written anew; none for a new one.") @Length(min = 1, max = 64)
          Optional<String> key,
      Optional<Phrase> aspect,
      @Doc("Whether others have yet to discover it.") @Default("false") boolean secret,
      Optional<Sheet.Stunt> stunt,
      Optional<Sheet.Extra> extra) {}

  /**
   * An aspect of a character.
   *
   * @param name the phrase
   * @param kind what it is
   */
  @Doc("An aspect of a character.")
  public record Phrase(
      @Length(min = 1, max = 200) String name, @Default("aspect") Facet.Kind kind) {}

  /**
   * {@code fate.strike}: something is struck from a sheet.
   *
   * @param who whose
   * @param key which aspect, secret, stunt or extra
   */
  @Doc("Strikes an aspect, a stunt or an extra from a sheet.")
  public record Strike(@Mine ActorRef who, @Length(min = 1, max = 64) String key) {}

  /**
   * Declares the actions.
   *
   * @param system where
   */
  public static void define(SystemDefinition system) {
    system.action("sheet", Make.class, Stop.handler(Building::make)).approvedByGm();
    system.action("write", Write.class, Stop.handler(Building::write)).approvedByGm();
    system.action("strike", Strike.class, Stop.handler(Building::strike)).approvedByGm();
    system.action("house", House.class, Building::house).by(Role.GM);
  }

  private static Decision make(Table table, Make make) {
    House house = table.settings(House.class);
    boolean gm = table.by().role().runsGame();
    for (Map.Entry<String, Integer> one : make.skills().entrySet()) {
      Cast.skill(table, one.getKey(), "skills");
      int best = gm ? 8 : house.cap();
      if (one.getValue() > best || one.getValue() < -2) {
        return new Decision.Reject(
            "bad-rating", "A skill is rated from -2 to +" + best + '.', "skills");
      }
    }
    Node sheet = Cast.sheet(table, make.who().id());
    Map<String, List<Boolean>> stress = new LinkedHashMap<>();
    house.tracks().forEach((name, track) -> stress.put(name, boxes(house, track, make)));
    Map<String, Integer> slots = new LinkedHashMap<>(Cast.slots(!make.nameless()));
    boolean tough =
        house.tracks().values().stream()
            .anyMatch(track -> make.skills().getOrDefault(track.skill(), 0) >= 5);
    if (tough && !make.nameless()) {
      slots.put("mild2", 2);
    }
    boolean isNew = !sheet.at("refresh").exists();
    Changes changes =
        Changes.none()
            .set(sheet.at("skills"), make.skills())
            .set(sheet.at("stress"), stress)
            .set(sheet.at("slots"), slots)
            .set(sheet.at("nameless"), make.nameless());
    for (Node old : sheet.at("consequences").children().toList()) {
      changes = slots.containsKey(old.key()) ? changes : changes.remove(old);
    }
    return Decision.apply(
        isNew
            ? changes
                .set(sheet.at("refresh"), house.refresh())
                .set(
                    sheet.at("points"),
                    Cast.side(table, make.who().id()) == Facet.Side.PLAYERS ? house.refresh() : 0)
            : changes);
  }

  private static List<Boolean> boxes(House house, House.Track track, Make make) {
    int rating = make.skills().getOrDefault(track.skill(), 0);
    boolean core = house.boxes() == House.Boxes.CORE;
    int more = rating >= 3 ? (core ? 2 : 3) : rating >= 1 ? 1 : 0;
    int count = make.nameless() ? Math.min(1, track.size()) : track.size() + more;
    List<Boolean> boxes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boxes.add(false);
    }
    return boxes;
  }

  private static Decision write(Table table, Write write) {
    Node sheet = Cast.made(table, write.who(), "who");
    int said =
        (write.aspect().isPresent() ? 1 : 0)
            + (write.stunt().isPresent() ? 1 : 0)
            + (write.extra().isPresent() ? 1 : 0);
    if (said != 1) {
      return Decision.reject("one-thing", "Write one thing: an aspect, a stunt or an extra.");
    }
    write.stunt().ifPresent(stunt -> Cast.skill(table, stunt.skill(), "stunt"));
    String part =
        write.stunt().isPresent()
            ? "stunts"
            : write.extra().isPresent() ? "extras" : write.secret() ? "secrets" : "aspects";
    Node all = sheet.at(part);
    if (write.key().isPresent() && !all.at(write.key().get()).exists()) {
      return new Decision.Reject("no-such-line", "There is no such line on the sheet.", "key");
    }
    if (write.key().isEmpty() && all.size() >= MOST) {
      return Decision.reject("sheet-full", "There is no more room for that on the sheet.");
    }
    Node line = all.at(write.key().orElseGet(table::newId));
    Changes changes = Changes.none();
    if (write.aspect().isPresent()) {
      Building.Phrase phrase = write.aspect().get();
      if (phrase.kind() == Facet.Kind.BOOST || phrase.kind() == Facet.Kind.SITUATION) {
        return new Decision.Reject("not-a-characters", "That is an aspect of a scene.", "aspect");
      }
      return Decision.apply(
          changes.set(line.at("name"), phrase.name()).set(line.at("kind"), phrase.kind()));
    }
    Object value = write.stunt().isPresent() ? write.stunt().get() : write.extra().orElseThrow();
    return Decision.apply(changes.set(line, value));
  }

  private static Decision strike(Table table, Strike strike) {
    Node sheet = Cast.made(table, strike.who(), "who");
    for (String part : List.of("aspects", "secrets", "stunts", "extras")) {
      Node line = sheet.at(part, strike.key());
      if (line.exists()) {
        return Decision.apply(Changes.none().remove(line));
      }
    }
    return new Decision.Reject("no-such-line", "There is no such line on the sheet.", "key");
  }

  private static Decision house(Table table, House house) {
    return Decision.apply(
        Changes.none().set(table.state().at("campaign", "settings", "fate"), house));
  }
}
