package io.tablekeep.engine;

import io.tablekeep.engine.runtime.sim.Simulation;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Somebody at the table, whose view is put together from what they are told. */
final class HoppingGuest implements SeatListener {
  private final Simulation simulation;
  final Seat seat;
  final List<String> closed = new ArrayList<>();
  JsonObject view = JsonObject.empty(0);
  long n;
  int welcomes;

  HoppingGuest(Simulation simulation, Campaign campaign, String who) {
    this.simulation = simulation;
    this.seat =
        simulation.await(
            campaign.join(
                new SeatRequest(who, "phone", new byte[0], 0, List.of(Pointer.root())), this));
    simulation.runUntilIdle();
  }

  CompletableFuture<Receipt> hop() {
    byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
    return seat.submit(new Action("phone", ++n, "hops.hop", nothing));
  }

  Receipt hops() {
    return simulation.await(hop());
  }

  Node view() {
    return NodeView.of(view);
  }

  @Override
  public void welcome(Welcome welcome) {
    welcomes++;
    view = (JsonObject) JsonReader.read(welcome.state(), JsonReader.Limits.DOCUMENT, 0);
  }

  @Override
  public void frame(Frame frame) {
    ViewChange change = frame.change();
    if (change != null) {
      view = Shown.after(view, change);
    }
  }

  @Override
  public void closed(String code, String message) {
    closed.add(code);
  }
}
