package io.tablekeep.engine.history;

import io.tablekeep.engine.dice.DiceLog;
import io.tablekeep.engine.dice.DiceState;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The dice of the past, for who wants to check them. Dice that fell before everyone are shown to
 * everyone at the table, also those of before they sat down: whoever checks needs them all.
 */
public final class DicePast {
  private DicePast() {}

  /**
   * The dice of an epoch. Called on the campaign's loop.
   *
   * @param history the campaign's past
   * @param who who asks
   * @param newest the newest durable version
   * @param dice what the journal says of dice up to there
   * @param epoch number of the epoch; 0 for the newest
   * @param answer what {@link DiceLog} writes; fails with code {@code no-such-epoch}, {@code
   *     too-far} or {@code history-busy}
   */
  public static void ask(
      History history,
      Participant who,
      long newest,
      DiceState dice,
      long epoch,
      CompletableFuture<byte[]> answer) {
    Optional<String> only = who.role().runsGame() ? Optional.empty() : Optional.of(who.id());
    DiceLog log;
    try {
      log = new DiceLog(history.id(), dice, epoch == 0 ? dice.epoch() : epoch, only);
    } catch (TablekeepException none) {
      answer.completeExceptionally(none);
      return;
    }
    long after = log.first() - 1;
    long until = log.last(newest);
    if (until - after > History.MOST_READ) {
      answer.completeExceptionally(
          new TablekeepException(
              ErrorKind.RESOURCE, "too-far", "These dice fell over too long a time."));
      return;
    }
    HistoryHome home = history.home();
    history.answer(
        who,
        answer,
        false,
        () ->
            home.turn()
                .pass(() -> home.journals().read(history.id(), after, until, log::see))
                .thenCompose(done -> home.runtime().offload(log::toBytes)));
  }
}
