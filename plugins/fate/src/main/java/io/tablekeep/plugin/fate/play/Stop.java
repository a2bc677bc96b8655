package io.tablekeep.plugin.fate.play;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Guard;
import io.tablekeep.sdk.game.Handler;
import io.tablekeep.sdk.game.Question;
import io.tablekeep.sdk.game.Table;
import java.util.Optional;
import java.util.function.Function;

/**
 * Leaves a rule in the middle, with a refusal or a question: so a deed of many steps reads from top
 * to bottom. Never leaves this plugin: {@link #handler} and {@link #guard} catch it.
 */
public final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** How often a question is asked whose answer cannot be; then what the rules suggest stands. */
  private static final int TRIES = 2;

  private final transient Decision decision;

  private Stop(Decision decision) {
    super(null, null, false, false);
    this.decision = decision;
  }

  /**
   * A refusal, to be thrown.
   *
   * @param code stable kebab-case code
   * @param message a sentence the player understands
   * @param field place in the payload; empty for the whole
   * @return what to throw
   */
  public static Stop refused(String code, String message, String field) {
    return new Stop(new Decision.Reject(code, message, field));
  }

  /**
   * Puts a question, and gives the answer once it is in. An answer that cannot be is asked for once
   * more, with the reason; after that the suggestion stands, so that nobody spoils a deed by
   * answering nonsense.
   *
   * @param table the table
   * @param question what to ask, with a suggestion that can be
   * @param amiss why an answer cannot be; empty when it can
   * @param <A> the record that answers
   * @return the answer
   */
  public static <A extends Record> A ask(
      Table table, Question<A> question, Function<A, Optional<String>> amiss) {
    @SuppressWarnings("unchecked")
    Class<A> type = (Class<A>) question.suggestion().getClass();
    String why = "";
    for (int i = 1; i <= TRIES; i++) {
      String key = i == 1 ? question.key() : question.key() + ".again";
      Optional<A> answer = table.answer(key, type);
      if (answer.isEmpty()) {
        String summary = why.isEmpty() ? question.summary() : why + ' ' + question.summary();
        String brief = summary.length() > 2_000 ? summary.substring(0, 1_990) + "…" : summary;
        throw new Stop(
            Decision.ask(
                new Question<>(
                    key, question.whom(), brief, question.suggestion(), question.within())));
      }
      Optional<String> wrong = amiss.apply(answer.get());
      if (wrong.isEmpty()) {
        return answer.get();
      }
      why = wrong.get();
    }
    return question.suggestion();
  }

  /**
   * A handler that may be left in the middle.
   *
   * @param rule the rule
   * @param <P> the payload
   * @return the handler for the engine
   */
  public static <P extends Record> Handler<P> handler(Handler<P> rule) {
    return (table, payload) -> {
      try {
        return rule.decide(table, payload);
      } catch (Stop stop) {
        return stop.decision;
      }
    };
  }

  /**
   * A guard that may be left in the middle.
   *
   * @param rule the rule
   * @param <P> the payload
   * @return the guard for the engine
   */
  public static <P extends Record> Guard<P> guard(Guard<P> rule) {
    return (table, payload) -> {
      try {
        return rule.judge(table, payload);
      } catch (Stop stop) {
        if (stop.decision instanceof Decision.Ask ask) {
          return ask;
        }
        return (Decision.Reject) stop.decision;
      }
    };
  }
}
