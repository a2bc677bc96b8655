package io.tablekeep.engine.cluster.copy;

import io.tablekeep.engine.Action;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.SeatRequest;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.cluster.Members;
import io.tablekeep.engine.runtime.Bus;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Carries actions to where they belong, and takes those that belong here. Thread-safe. */
final class Acts {
  static final String TOPIC = "act";
  private static final Duration ASK = Duration.ofSeconds(4);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final byte[] NONE = {};

  /** Seats that are kept for the next action of the same participant, at most. */
  private static final int SEATS = 256;

  private final Copies home;
  private final Bus bus;
  private final Members members;
  private final Loop loop;

  /** The longest unused first. Guarded by itself. */
  private final Map<Place, CompletableFuture<Held>> seats = new LinkedHashMap<>(16, 0.75f, true);

  private record Place(DocumentId id, String participant) {}

  private record Held(Campaign document, Seat seat) {}

  Acts(Copies home, Bus bus, Members members) {
    this.home = home;
    this.bus = bus;
    this.members = members;
    loop = home.runtime.loop("acts");
  }

  CompletionStage<Void> begin(Loop heard) {
    return bus.answer(TOPIC, heard, this::asked);
  }

  CompletableFuture<Copies.Acted> act(
      DocumentId id, String participant, Action action, Duration within) {
    Errand errand = new Errand(id, participant, action, home.runtime.nanos() + within.toNanos());
    home.metrics.acts.increment();
    loop.execute(errand::go);
    return errand.done;
  }

  /** One action on its way. On the loop. */
  private final class Errand {
    private final DocumentId id;
    private final String participant;
    private final Action action;
    private final long until;
    private final CompletableFuture<Copies.Acted> done = new CompletableFuture<>();

    /** Somebody may have heard it. */
    private boolean said;

    private Copies.@Nullable Acted retry;

    Errand(DocumentId id, String participant, Action action, long until) {
      this.id = id;
      this.participant = participant;
      this.action = action;
      this.until = until;
    }

    void go() {
      loop.resume(
          home.directory.locate(id),
          (node, failure) -> {
            if (node != null) {
              send(node);
            } else if (failure != null) {
              failed(failure);
            }
          });
    }

    private void send(String node) {
      CompletionStage<Copies.Acted> asked =
          node.equals(home.self())
              ? here(id, participant, action)
              : bus.ask(node, TOPIC, Errands.question(id, participant, action), ASK)
                  .thenApply(Errands::answer);
      loop.resume(
          asked,
          (acted, failure) -> {
            if (failure != null) {
              said |= Faults.code(failure).equals("node-unreachable");
              failed(failure);
            } else if (acted != null) {
              if (acted.receipt().outcome() == Receipt.Outcome.RETRY && later(PAUSE)) {
                retry = acted;
              } else {
                done.complete(acted);
              }
            }
          });
    }

    private boolean later(Duration pause) {
      if (home.runtime.nanos() + pause.toNanos() > until) {
        return false;
      }
      home.metrics.again.increment();
      loop.after(pause, this::go);
      return true;
    }

    private void failed(Throwable failure) {
      if (Faults.passes(failure) && later(PAUSE)) {
        return;
      }
      Copies.Acted last = retry;
      if (said && Faults.passes(failure)) {
        done.completeExceptionally(
            Faults.resource(
                "outcome-unknown",
                "It is not known whether that was done. The same sent again will tell."));
      } else if (last != null && Faults.passes(failure)) {
        done.complete(last);
      } else {
        done.completeExceptionally(Faults.cause(failure));
      }
    }
  }

  private CompletionStage<byte[]> asked(String from, byte[] message) {
    if (!members.isLive(from)) {
      return CompletableFuture.failedFuture(
          Faults.resource("node-unreachable", "That node is not here."));
    }
    Errands.Question question = Errands.question(message);
    return here(question.id(), question.participant(), question.action())
        .thenApply(Errands::answer);
  }

  /** An action on a document of this node. */
  private CompletableFuture<Copies.Acted> here(DocumentId id, String participant, Action action) {
    return seat(new Place(id, participant))
        .thenCompose(
            held ->
                held.seat()
                    .submit(action)
                    .thenCompose(
                        receipt ->
                            version(held.document())
                                .thenApply(version -> new Copies.Acted(receipt, version))));
  }

  private static CompletableFuture<Long> version(Campaign document) {
    CompletableFuture<Long> version = new CompletableFuture<>();
    return document
        .watch(
            new Campaign.Watcher() {
              @Override
              public void shown(long now, Node root) {
                version.complete(now);
              }

              @Override
              public void ended() {}
            })
        .thenCompose(
            end -> {
              document.loop().execute(end);
              return version;
            });
  }

  private CompletableFuture<Held> seat(Place place) {
    CompletableFuture<Held> fresh = new CompletableFuture<>();
    List<CompletableFuture<Held>> out;
    synchronized (seats) {
      CompletableFuture<Held> known = seats.get(place);
      if (known != null && !known.isCompletedExceptionally()) {
        return known;
      }
      seats.put(place, fresh);
      out =
          seats.size() <= SEATS
              ? List.of()
              : List.of(seats.remove(seats.keySet().iterator().next()));
    }
    for (CompletableFuture<Held> each : out) {
      CompletableFuture<Void> unused = each.thenAccept(held -> held.seat().leave());
    }
    CompletableFuture<Void> unused =
        home.open(place.id())
            .thenCompose(
                document ->
                    document
                        .join(
                            new SeatRequest(place.participant(), "", NONE, 0, List.of()),
                            new Ear(place, fresh))
                        .thenApply(seat -> new Held(document, seat)))
            .handle(
                (held, failure) -> {
                  if (held != null) {
                    fresh.complete(held);
                  } else {
                    gone(place, fresh);
                    fresh.completeExceptionally(
                        failure == null
                            ? Faults.resource("seat-gone", "Gone.")
                            : Faults.cause(failure));
                  }
                  return null;
                });
    return fresh;
  }

  private void gone(Place place, CompletableFuture<Held> seat) {
    synchronized (seats) {
      seats.remove(place, seat);
    }
  }

  /** Takes note that the seat is there no more. */
  private final class Ear implements SeatListener {
    private final Place place;
    private final CompletableFuture<Held> seat;

    Ear(Place place, CompletableFuture<Held> seat) {
      this.place = place;
      this.seat = seat;
    }

    @Override
    public void welcome(Welcome welcome) {}

    @Override
    public void frame(Frame frame) {}

    @Override
    public void closed(String code, String message) {
      gone(place, seat);
    }
  }
}
