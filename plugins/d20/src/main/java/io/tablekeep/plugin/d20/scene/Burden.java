package io.tablekeep.plugin.d20.scene;

import io.tablekeep.plugin.d20.sheet.Condition;
import io.tablekeep.plugin.d20.sheet.Lasting;
import io.tablekeep.plugin.d20.sheet.Mods;
import io.tablekeep.sdk.state.Node;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that lasts on a creature, as the document has it.
 *
 * @param key its key below the actor's conditions
 * @param name what the table calls it
 * @param condition the condition of the rules that it is, if it is one
 * @param mods what numbers it changes, if any
 * @param source the actor who caused it; empty for nobody
 * @param rounds how many turns it has left; -1 for no end
 * @param lasting the rules' part
 */
public record Burden(
    String key,
    String name,
    Optional<Condition> condition,
    @Nullable Mods mods,
    String source,
    int rounds,
    Lasting lasting) {

  static Burden of(Node condition) {
    Node ours = condition.at("d20");
    Lasting lasting = ours.exists() ? ours.as(Lasting.class) : Lasting.PLAIN;
    String name = condition.at("name").asText("");
    return new Burden(
        condition.key(),
        name,
        lasting.condition().or(() -> Condition.named(name)),
        lasting.mods().orElse(null),
        condition.at("source").asText(""),
        condition.at("rounds").asInt(-1),
        lasting);
  }
}
