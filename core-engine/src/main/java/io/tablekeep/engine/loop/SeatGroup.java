package io.tablekeep.engine.loop;

import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.state.Pointer;
import java.util.Arrays;
import java.util.Set;

/** Seats in step that have the same: equal eyes, equal places open. Loop-confined. */
final class SeatGroup {
  final Key key;
  Told told;

  /** Of its viewer among the onlookers. */
  int number;

  private TableSeat[] seats = {};

  SeatGroup(Key key, Told told) {
    this.key = key;
    this.told = told;
  }

  /** Its seats; an array that stays as it is when one comes or goes. */
  TableSeat[] all() {
    return seats;
  }

  boolean isEmpty() {
    return seats.length == 0;
  }

  void add(TableSeat seat) {
    TableSeat[] more = Arrays.copyOf(seats, seats.length + 1);
    more[seats.length] = seat;
    seats = more;
  }

  void remove(TableSeat seat) {
    seats = Arrays.stream(seats).filter(one -> one != seat).toArray(TableSeat[]::new);
  }

  /**
   * What makes seats have the same.
   *
   * @param viewer whose eyes
   * @param open what was opened
   */
  record Key(Viewer viewer, Set<Pointer> open) {}
}
