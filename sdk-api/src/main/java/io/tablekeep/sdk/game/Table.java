package io.tablekeep.sdk.game;

import io.tablekeep.sdk.dice.Roll;
import io.tablekeep.sdk.dice.odds.Odds;
import io.tablekeep.sdk.geometry.sight.Walls;
import io.tablekeep.sdk.model.MapRef;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.view.Audience;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything a rule may look at: the state, the clock, the dice, the answers. Never implemented by
 * plugins; valid only during the call it was handed to, on that call's thread. What is read through
 * it is remembered, so that a decision that waits for people can be checked against later changes.
 */
public interface Table {
  /**
   * The document as this rule finds it.
   *
   * @return its root
   */
  Node state();

  /**
   * The document as it would be with these changes.
   *
   * @param with changes on top of {@link #state()}
   * @return its root
   */
  Node state(Changes with);

  /**
   * The document before the action began.
   *
   * @return its root
   */
  Node before();

  /**
   * Who sent the action.
   *
   * @return the participant
   */
  Participant by();

  /**
   * The time of this decision. The same however often it is asked.
   *
   * @return the engine's time
   */
  Instant now();

  /**
   * A new key for an entity, never used before in this document.
   *
   * @return a short text of lower-case letters and digits
   */
  String newId();

  /**
   * The settings of this campaign for the calling system.
   *
   * @param type the record given to {@link SystemDefinition#settings}
   * @param <S> the settings
   * @return defaults overlaid with what the campaign has set
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code bad-settings}, which refuses the
   *     action, when the campaign came in with settings that are not readable as the record
   */
  <S extends Record> S settings(Class<S> type);

  /**
   * Whether a feature is on in this campaign.
   *
   * @param name as declared with {@link SystemDefinition#flag} by the calling system, or the name
   *     of one of the table's own
   * @return what the campaign has chosen, else the default
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code no-such-flag} when nobody
   *     declared it
   */
  boolean flag(String name);

  /**
   * Rolls dice before everyone: whoever checks the dice is shown notation and faces, also when the
   * rules then refuse the action; what is not for all takes {@link #roll(String, String,
   * Audience)}. The faces are kept with the decision under {@code what}: deciding again gives the
   * same faces, even when the notation's modifiers have changed; a face that the changed notation
   * has no die for falls anew.
   *
   * @param what what the roll is for, unique within the decision
   * @param notation dice notation such as {@code 4d6kh3+2}, in the dialect of the campaign's system
   *     ({@link SystemDefinition#dialect}); without references
   * @return the roll
   * @throws io.tablekeep.sdk.dice.DiceException when the notation cannot be read or has no result
   */
  default Roll roll(String what, String notation) {
    return roll(what, notation, Audience.everyone());
  }

  /**
   * Rolls dice that only some may see. The journal keeps who they are, so that nobody else is shown
   * the dice, not even that some fell: whoever they fall before has a count of their own. {@link
   * Audience#named} with nobody is for those who run the game, like {@link Audience#gm}.
   *
   * @param what what the roll is for, unique within the decision
   * @param notation dice notation without references
   * @param to who may see the dice
   * @return the roll
   * @throws io.tablekeep.sdk.dice.DiceException as {@link #roll(String, String)}
   */
  default Roll roll(String what, String notation, Audience to) {
    return roll(what, notation, to, Optional.empty());
  }

  /**
   * Rolls dice with what stands on a sheet. {@code @abilities.str.mod} is the number at those keys
   * below the sheet: first below the key of the campaign's system there ({@code d20}, say), then
   * below the sheet itself. Only what the sender of the action may see is found, so a notation that
   * a player wrote tells them nothing new; what a rule knows beyond that, it writes into the
   * notation as a number.
   *
   * @param what what the roll is for, unique within the decision
   * @param notation dice notation such as {@code 1d20+@abilities.str.mod}
   * @param to who may see the dice
   * @param sheet where references begin, an actor for example; empty: there are none
   * @return the roll
   * @throws io.tablekeep.sdk.dice.DiceException as {@link #roll(String, String)}; {@code
   *     dice-reference} when a reference names no number
   */
  Roll roll(String what, String notation, Audience to, Optional<Node> sheet);

  /**
   * What may come of a notation, for those who are to decide: the average, and the chance to reach
   * a total. Nothing is rolled. What takes longer than about a millisecond is left open; {@link
   * io.tablekeep.sdk.dice.Notation#odds()} takes its time.
   *
   * @param notation dice notation such as {@code 1d20+5}
   * @param sheet where references begin, as with {@link #roll(String, String, Audience, Optional)}
   * @return the odds
   * @throws io.tablekeep.sdk.dice.DiceException when the notation cannot be read, or a reference
   *     names no number
   */
  Odds odds(String notation, Optional<Node> sheet);

  /**
   * What may come of a notation without references.
   *
   * @param notation dice notation such as {@code 1d20+5}
   * @return the odds
   * @throws io.tablekeep.sdk.dice.DiceException when the notation cannot be read
   */
  default Odds odds(String notation) {
    return odds(notation, Optional.empty());
  }

  /**
   * The walls of a map as they stand, ready to be asked who sees or walks past them. The engine
   * keeps the index while they do not change, so asking again costs nothing.
   *
   * @param map the map
   * @return its walls and doors; none if there is no such map
   */
  Walls walls(MapRef map);

  /**
   * The recorded answer to a question.
   *
   * @param key the question's key
   * @param type the record that answers it
   * @param <A> the answer
   * @return the answer, or empty while nobody has answered
   */
  <A extends Record> Optional<A> answer(String key, Class<A> type);
}
