package io.tablekeep.engine.cluster.placement;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The documents that a node is asked to take over, in the order in which it does: those with most
 * seats waiting first, then those asked for first; only so many at a time. A node's death makes
 * thousands of them wanted at once.
 *
 * <p>One thread at a time.
 *
 * @param <D> what the caller knows documents by
 */
public final class Takeovers<D> {
  private record Wanted<D>(D document, int seats, long order) {}

  private final int atOnce;
  private final int most;
  private final Map<D, Wanted<D>> waiting = new HashMap<>();
  private final TreeSet<Wanted<D>> order =
      new TreeSet<>(
          (a, b) ->
              a.seats != b.seats
                  ? Integer.compare(b.seats, a.seats)
                  : Long.compare(a.order, b.order));
  private long asked;
  private int running;

  /**
   * Nothing is wanted yet.
   *
   * @param atOnce how many are taken over at a time
   * @param most how many wait
   */
  public Takeovers(int atOnce, int most) {
    if (atOnce < 1 || most < 1) {
      throw new IllegalArgumentException("at least one is taken over, and one may wait");
    }
    this.atOnce = atOnce;
    this.most = most;
  }

  /**
   * Asks for a document, or says that more seats ask for it.
   *
   * @param document the document
   * @param seats how many seats wait for it, at least 0
   * @return false when too many wait: whoever asks is to ask again later
   */
  public boolean ask(D document, int seats) {
    Wanted<D> before = waiting.get(document);
    if (before == null && waiting.size() >= most) {
      return false;
    }
    long place = before == null ? asked++ : before.order;
    int all = before == null ? seats : Math.max(before.seats, before.seats + seats);
    if (before != null) {
      order.remove(before);
    }
    Wanted<D> wanted = new Wanted<>(document, all, place);
    waiting.put(document, wanted);
    order.add(wanted);
    return true;
  }

  /**
   * The next document to take over; {@link #finished} is to follow.
   *
   * @return empty when none waits, or as many as may are being taken over
   */
  public Optional<D> next() {
    Wanted<D> first = running < atOnce ? order.pollFirst() : null;
    if (first == null) {
      return Optional.empty();
    }
    waiting.remove(first.document);
    running++;
    return Optional.of(first.document);
  }

  /** A takeover has ended, well or not. */
  public void finished() {
    if (running == 0) {
      throw new IllegalStateException("no takeover is running");
    }
    running--;
  }

  /**
   * Forgets a document that nobody wants here any more.
   *
   * @param document the document
   * @return whether it was waiting
   */
  public boolean forget(D document) {
    Wanted<D> wanted = waiting.remove(document);
    return wanted != null && order.remove(wanted);
  }

  /**
   * How many wait.
   *
   * @return the number
   */
  public int waiting() {
    return waiting.size();
  }

  /**
   * How many are being taken over.
   *
   * @return the number
   */
  public int running() {
    return running;
  }
}
