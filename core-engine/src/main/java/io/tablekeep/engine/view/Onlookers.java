package io.tablekeep.engine.view;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Viewers whose views are followed together from change to change, each once, numbered from 0.
 * Immutable.
 */
public final class Onlookers {
  private final List<Viewer> viewers;
  private final List<Crowd> crowds = new ArrayList<>(1);

  /** By crowd and bit, the number of the viewer. */
  private final List<int[]> numbers = new ArrayList<>(1);

  private final int[] running;

  private Onlookers(List<Viewer> viewers) {
    this.viewers = viewers;
    List<Integer> others = new ArrayList<>(viewers.size());
    List<Integer> gms = new ArrayList<>(2);
    for (int i = 0; i < viewers.size(); i++) {
      (viewers.get(i).runsGame() ? gms : others).add(i);
    }
    running = gms.stream().mapToInt(i -> i).toArray();
    for (int from = 0; from < others.size(); from += Crowd.MOST) {
      List<Integer> some = others.subList(from, Math.min(others.size(), from + Crowd.MOST));
      crowds.add(new Crowd(some.stream().map(viewers::get).toList()));
      numbers.add(some.stream().mapToInt(i -> i).toArray());
    }
  }

  /**
   * Numbers viewers in the order in which they come.
   *
   * @param viewers who looks; doubles count once
   * @return they
   */
  public static Onlookers of(Collection<Viewer> viewers) {
    Set<Viewer> each = new LinkedHashSet<>(viewers);
    return new Onlookers(List.copyOf(each));
  }

  /**
   * All of them.
   *
   * @return by number
   */
  public List<Viewer> viewers() {
    return viewers;
  }

  /** The numbers of those who run the game and see all. */
  int[] running() {
    return running;
  }

  /** The others, at most {@link Crowd#MOST} each. */
  List<Crowd> crowds() {
    return crowds;
  }

  /** Of a crowd, the viewers' numbers in the order of their bits. */
  int[] numbers(int crowd) {
    return numbers.get(crowd);
  }
}
