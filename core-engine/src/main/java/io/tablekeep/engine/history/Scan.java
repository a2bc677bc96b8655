package io.tablekeep.engine.history;

import io.tablekeep.engine.LogQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Fills one page, chapter by chapter. One thread at a time. */
final class Scan {
  private final History history;
  private final Onlooker who;
  private final long newest;
  private final LogQuery query;
  private final Sieve sieve;
  private final long cursor;
  private final boolean newer;

  /** In the order in which they are found, one more than the page has if there are more. */
  private final List<Line> found = new ArrayList<>();

  private int passed;

  /**
   * A page.
   *
   * @param sieve finds its lines
   * @param cursor version the page begins next to, 0 for none
   */
  Scan(History history, Onlooker who, long newest, LogQuery query, Sieve sieve, long cursor) {
    this.history = history;
    this.who = who;
    this.newest = newest;
    this.query = query;
    this.sieve = sieve;
    this.cursor = cursor;
    newer = query.newer();
  }

  CompletionStage<byte[]> run() {
    long first = newer ? cursor + 1 : cursor > 0 ? cursor - 1 : newest;
    if (first < 1 || first > newest) {
      return page(0);
    }
    return step(Chapter.of(first));
  }

  private CompletionStage<byte[]> step(long number) {
    return history
        .chapter(who, number, newest)
        .thenCompose(
            chapter ->
                history
                    .home()
                    .runtime()
                    .offload(
                        () -> {
                          take(chapter);
                          return found.size() > query.limit();
                        }))
        .thenCompose(full -> full ? page(0) : next(number));
  }

  private CompletionStage<byte[]> next(long number) {
    long next = newer ? number + 1 : number - 1;
    if (next < 0 || next * Chapter.ENTRIES >= newest) {
      return page(0);
    }
    passed += Chapter.ENTRIES;
    // Where nothing more was looked at: the border is passed over with the next page.
    return passed >= History.MOST_ENTRIES
        ? page(newer ? next * Chapter.ENTRIES : number * Chapter.ENTRIES + 1)
        : step(next);
  }

  private void take(Chapter chapter) {
    List<Line> lines = chapter.lines();
    for (int i = 0; i < lines.size() && found.size() <= query.limit(); i++) {
      Line line = lines.get(newer ? i : lines.size() - 1 - i);
      boolean beyond = newer ? line.version() > cursor : cursor == 0 || line.version() < cursor;
      if (beyond && sieve.passes(line)) {
        found.add(line);
      }
    }
  }

  /** The page; {@code border} is the version after which the next one begins, 0 at an end. */
  private CompletionStage<byte[]> page(long border) {
    boolean more = found.size() > query.limit();
    if (more) {
      found.remove(found.size() - 1);
    }
    if (newer) {
      Collections.reverse(found);
    }
    Lines writer = history.lines(who);
    String last = "";
    if (border > 0) {
      last = writer.id(border, 0);
    } else if (more) {
      last = writer.id(found.get(newer ? 0 : found.size() - 1));
    }
    // To ask for what comes next there is always a cursor once there was a line.
    String head = found.isEmpty() ? (newer ? query.cursor() : "") : writer.id(found.get(0));
    String newerCursor = newer && border > 0 ? last : head;
    String olderCursor =
        newer ? (found.isEmpty() ? "" : writer.id(found.get(found.size() - 1))) : last;
    return CompletableFuture.completedFuture(
        writer.page(found, query.said(), olderCursor, newerCursor));
  }
}
