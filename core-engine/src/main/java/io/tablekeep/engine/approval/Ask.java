package io.tablekeep.engine.approval;

import io.tablekeep.engine.dice.Fallen;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.journal.entry.Rolled;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.ReadSet;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An action that waits, as it lies in the document under {@code asks/{key}}; {@link AskForm} knows
 * the form.
 *
 * @param key its key
 * @param sent what was sent, and by whom; the sender sees it
 * @param first microseconds of the first decision: keys made by its rules count from it
 * @param time the time the rules were told when they made the proposal
 * @param rounds how often it was presented
 * @param questions what is asked, by key
 * @param answers answers so far, tree values by question
 * @param proposal what would change; empty while questions wait
 * @param hops how often a question was handed on; the proposal's key is empty
 * @param rolls dice that fell, by what they were for
 * @param reads what the proposal depends on; empty when it is to be decided again in any case
 * @param under of an edit, what stood where each of its changes would be; empty for other actions
 */
public record Ask(
    String key,
    Sent sent,
    long first,
    Instant time,
    int rounds,
    Map<String, Asked> questions,
    Map<String, Answer> answers,
    Optional<Proposal> proposal,
    Map<String, Integer> hops,
    Map<String, Rolled> rolls,
    Optional<List<Reading>> reads,
    Optional<List<Reading>> under) {

  /** Where waiting actions lie. */
  static final Pointer HOME = Pointer.of("asks");

  /** Key of the proposal where questions have theirs. */
  public static final String PROPOSAL = "";

  /**
   * What was sent.
   *
   * @param by participant
   * @param device their device
   * @param n number of the action on it
   * @param type name of the action
   * @param payload what was asked for
   * @param summary what the action is, as its declaration describes it
   * @param at when it was first decided
   */
  public record Sent(
      String by,
      String device,
      long n,
      String type,
      JsonObject payload,
      String summary,
      Instant at) {}

  /**
   * A question that waits.
   *
   * @param summary the question in one sentence
   * @param to participants asked besides those who run the game
   * @param suggestion the answer the rules suggest; also the form
   * @param until when the suggestion stands
   * @param answered whether there is an answer
   */
  public record Asked(
      String summary,
      List<String> to,
      JsonObject suggestion,
      Optional<Instant> until,
      boolean answered) {}

  /**
   * An answer.
   *
   * @param value what was answered
   * @param by who answered; empty when the suggestion stood
   */
  public record Answer(Object value, String by) {}

  /**
   * What the rules propose.
   *
   * @param reason what they make of it
   * @param to participants asked besides those who run the game
   * @param until when it expires
   * @param changes what the rules decided
   * @param follows what follows from that
   */
  public record Proposal(
      String reason,
      List<String> to,
      Optional<Instant> until,
      List<Effect> changes,
      List<Effect> follows) {

    /**
     * Changes and what follows from them.
     *
     * @return in order
     */
    public List<Effect> all() {
      List<Effect> all = new ArrayList<>(changes);
      all.addAll(follows);
      return all;
    }
  }

  /**
   * One read, with the value seen or, when that is long, a hash of it.
   *
   * @param at the place
   * @param what what was read there
   * @param seen see {@link Readings}
   */
  record Reading(Pointer at, ReadSet.What what, Object seen) {}

  /**
   * Finds a waiting action.
   *
   * @param root the document
   * @param key its key
   * @return empty when there is none
   */
  public static Optional<Ask> find(JsonObject root, String key) {
    return Trees.get(root, HOME.child(key)) instanceof JsonObject tree
        ? AskForm.read(key, tree)
        : Optional.empty();
  }

  /**
   * What waits in one document and does not any more in a later one.
   *
   * @param before the document
   * @param after the later one
   * @return what came to its end between them
   */
  public static List<Ask> over(JsonObject before, JsonObject after) {
    List<Ask> over = new ArrayList<>();
    if (Trees.get(before, HOME) instanceof JsonObject waiting) {
      for (String key : waiting.keys()) {
        if (Trees.get(after, HOME.child(key)) == null) {
          find(before, key).ifPresent(over::add);
        }
      }
    }
    return over;
  }

  /** Where it lies. */
  Pointer at() {
    return HOME.child(key);
  }

  /**
   * Everyone who is asked, besides those who run the game.
   *
   * @return keys of participants, each once, sorted
   */
  List<String> asked() {
    List<String> all = new ArrayList<>();
    questions.values().forEach(question -> all.addAll(question.to()));
    proposal.ifPresent(proposed -> all.addAll(proposed.to()));
    return all.stream().distinct().sorted().toList();
  }

  /**
   * Answers as the rules read them.
   *
   * @return tree values by question
   */
  public Map<String, Object> answerValues() {
    Map<String, Object> values = new LinkedHashMap<>();
    answers.forEach((question, answer) -> values.put(question, answer.value()));
    return values;
  }

  /**
   * Dice as they fall again.
   *
   * @return by what they were for
   */
  public Map<String, Fallen> fallen() {
    Map<String, Fallen> all = new LinkedHashMap<>();
    rolls.forEach((what, rolled) -> all.put(what, Fallen.of(rolled)));
    return all;
  }

  /**
   * Whether its sender has seen dice of it fall, and so would fish for others by sending it anew.
   *
   * @return true when one of its rolls was for them too
   */
  public boolean isThrownBeforeSender() {
    return rolls.values().stream().anyMatch(rolled -> AskDice.isFor(rolled.to(), sent.by()));
  }

  /**
   * Whether every question has its answer.
   *
   * @return true when nothing is missing
   */
  public boolean isAnswered() {
    return questions.values().stream().allMatch(Asked::answered);
  }

  /**
   * The same with an answer.
   *
   * @param question the question's key
   * @param value what was answered
   * @param by who answered; empty when the suggestion stands
   * @return another value
   */
  public Ask answered(String question, Object value, String by) {
    Map<String, Answer> all = new LinkedHashMap<>(answers);
    all.put(question, new Answer(value, by));
    return answered(question, true, all);
  }

  /** The same with a question that is open again. */
  Ask reopened(String question) {
    Map<String, Answer> all = new LinkedHashMap<>(answers);
    all.remove(question);
    return answered(question, false, all);
  }

  private Ask answered(String question, boolean now, Map<String, Answer> all) {
    Map<String, Asked> asked = new LinkedHashMap<>(questions);
    asked.computeIfPresent(
        question,
        (key, one) -> new Asked(one.summary(), one.to(), one.suggestion(), one.until(), now));
    return new Ask(key, sent, first, time, rounds, asked, all, proposal, hops, rolls, reads, under);
  }
}
