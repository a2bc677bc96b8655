package io.tablekeep.sdk.conflict;

import java.util.ArrayList;
import java.util.List;

/**
 * Two later versions of a list made one, by what each changed of the version both began with.
 * Elements are told apart by {@link Object#equals}. Immutable, any thread.
 *
 * @param list the elements in order; of a stretch that both changed differently, what stands in
 *     theirs that was not in base, then that of mine
 * @param conflicts how many stretches both changed differently
 * @param <T> what the lists hold
 */
public record ListMerge<T>(List<T> list, int conflicts) {
  /**
   * Copies the list.
   *
   * @param list as in the record
   * @param conflicts as in the record
   */
  public ListMerge {
    list = List.copyOf(list);
  }

  /**
   * Merges.
   *
   * @param base what both began with
   * @param theirs the one that stands already
   * @param mine the one that comes later
   * @param <T> what the lists hold
   * @return the list that holds what both changed
   */
  public static <T> ListMerge<T> of(List<T> base, List<T> theirs, List<T> mine) {
    List<T> merged = new ArrayList<>();
    int[] conflicts = new int[1];
    Diff3.walk(
        base,
        theirs,
        mine,
        new Diff3.Sink<>() {
          @Override
          public void taken(List<T> stretch) {
            merged.addAll(stretch);
          }

          @Override
          public void contested(List<T> was, List<T> one, List<T> two) {
            conflicts[0]++;
            one.stream().filter(each -> !was.contains(each)).forEach(merged::add);
            two.stream()
                .filter(each -> !was.contains(each) && !one.contains(each))
                .forEach(merged::add);
          }
        });
    return new ListMerge<>(merged, conflicts[0]);
  }
}
