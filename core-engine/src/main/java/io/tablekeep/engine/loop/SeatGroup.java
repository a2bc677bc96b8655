package io.tablekeep.engine.loop;

import io.tablekeep.engine.view.Viewer;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Seats in step that have the same: equal eyes, equal places open. Loop-confined. */
final class SeatGroup {
  final Key key;
  final List<TableSeat> seats = new ArrayList<>(2);
  Told told;

  SeatGroup(Key key, Told told) {
    this.key = key;
    this.told = told;
  }

  /**
   * What makes seats have the same.
   *
   * @param viewer whose eyes
   * @param open what was opened
   */
  record Key(Viewer viewer, Set<Pointer> open) {}
}
