package io.tablekeep.sdk.game;

import io.tablekeep.sdk.dice.Roll;
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
   * Rolls dice. The faces are kept with the decision under {@code what}: deciding again gives the
   * same faces, even when the notation's modifiers have changed.
   *
   * @param what what the roll is for, unique within the decision
   * @param notation dice notation such as {@code 2d6+3}
   * @return the roll
   * @throws io.tablekeep.sdk.error.TablekeepException code {@code dice-notation} when the notation
   *     cannot be read
   */
  Roll roll(String what, String notation);

  /**
   * Rolls dice that only some may see. The journal keeps who they are, so that history shows the
   * dice to nobody else.
   *
   * @param what what the roll is for, unique within the decision
   * @param notation dice notation such as {@code 2d6+3}
   * @param to who may see the dice
   * @return the roll
   * @throws io.tablekeep.sdk.error.TablekeepException as {@link #roll(String, String)}
   */
  Roll roll(String what, String notation, Audience to);

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
