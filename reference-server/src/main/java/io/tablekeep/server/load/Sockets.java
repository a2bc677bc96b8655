package io.tablekeep.server.load;

import io.vertx.core.Future;
import java.util.List;

/** The sockets of one target: how to open them, and what a move looks like on them. */
interface Sockets {
  /** The device every player of a load names. */
  String DEVICE = "load";

  /** Opens all sockets, campaign by campaign. */
  Future<List<Mover>> open(Measure measure);

  /** One seat. */
  interface Mover {
    /** Sends a move; false when the socket is gone. */
    boolean move(long count);
  }
}
