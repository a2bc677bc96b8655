package io.tablekeep.engine.cluster;

import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which node keeps which document.
 *
 * <p>An entry stands for a document that is in some node's memory, or about to be; a document that
 * rests has none and is placed anew when somebody wants it. An entry of a node that is gone counts
 * for nothing. When entries are lost, with too many nodes at once or in a cluster that fell apart,
 * owners write theirs again; of two who think that they own a document, the one in the directory
 * stays, and the store has fenced the other already or will at its next append. Thread-safe.
 */
public final class Directory implements Ownership {
  private static final Logger LOG = LoggerFactory.getLogger(Directory.class);
  private static final int TRIES = 8;

  /** How often owners look whether their entries still stand. */
  static final Duration REVIEW = Duration.ofSeconds(5);

  /** At how manieth of these looks they take away entries that nothing stands behind. */
  private static final int SWEEP = 12;

  private final SharedMap map;
  private final Members members;
  private final Placing placing;
  private final Loop loop;

  /** What stands in the map for what this node keeps. */
  private final Map<DocumentId, String> mine = new ConcurrentHashMap<>();

  private int reviews;
  private volatile Consumer<DocumentId> superseded = id -> {};
  private volatile boolean stopped;
  private volatile boolean declining;

  /** Chooses where a document that nobody keeps is to be kept. */
  public interface Placing {
    /**
     * Chooses a node. Called on any thread.
     *
     * @param id the document
     * @return a live node
     */
    String choose(DocumentId id);
  }

  /**
   * The directory as one node sees it.
   *
   * @param map what all nodes share
   * @param members who is here
   * @param placing where new documents go
   * @param runtime time and a loop
   */
  public Directory(SharedMap map, Members members, Placing placing, EngineRuntime runtime) {
    this.map = map;
    this.members = members;
    this.placing = placing;
    loop = runtime.loop("directory");
    loop.after(REVIEW, this::review);
  }

  /** What stands in the map: the owner, and how often the document has been placed. */
  private record Entry(String node, long turn) {
    static Entry of(String text) {
      int space = text.indexOf(' ');
      return new Entry(text.substring(0, space), Long.parseLong(text.substring(space + 1)));
    }

    String text() {
      return node + " " + turn;
    }
  }

  /**
   * Who is told when another node has a document that this one thought to own.
   *
   * @param told lets go of the document; called on the directory's loop
   */
  public void onSuperseded(Consumer<DocumentId> told) {
    superseded = told;
  }

  /**
   * Whether what nobody keeps is left to other nodes, also when it is asked for here.
   *
   * @param now true while this node is to leave
   */
  public void declines(boolean now) {
    declining = now;
  }

  /**
   * The node that keeps a document; one is chosen when nobody does.
   *
   * @param id the document
   * @return a live node; a failure with code {@code cluster-unavailable}
   */
  public CompletionStage<String> locate(DocumentId id) {
    return map.get(id.toString()).thenCompose(now -> locate(id, now, TRIES));
  }

  /**
   * Gives a document that is this node's to another. To be called when nothing more of it will be
   * written here.
   *
   * @param id the document
   * @param to a live node
   * @return who keeps it now: that node, or whoever took it meanwhile
   */
  public CompletionStage<String> handOver(DocumentId id, String to) {
    String held = mine.remove(id);
    if (held == null) {
      return locate(id);
    }
    String next = new Entry(to, Entry.of(held).turn() + 1).text();
    return map.swap(id.toString(), Optional.of(held), Optional.of(next))
        .thenCompose(now -> locate(id));
  }

  @Override
  public CompletionStage<Void> claim(DocumentId id) {
    return take(id)
        .thenAccept(
            node -> {
              if (!node.equals(members.self())) {
                throw new ElsewhereException(node);
              }
            });
  }

  @Override
  public CompletionStage<Boolean> keeps(DocumentId id) {
    return take(id).thenApply(node -> node.equals(members.self()));
  }

  @Override
  public void released(DocumentId id) {
    String held = mine.remove(id);
    if (held != null && !stopped) {
      drop(id, held);
    }
  }

  private void drop(DocumentId id, String entry) {
    loop.resume(
        map.swap(id.toString(), Optional.of(entry), Optional.empty()),
        (now, failure) -> {
          if (failure != null) {
            // It stands there until somebody asks for the document and is sent here, or the sweep.
            LOG.debug("the entry of {} was not taken away", id, failure);
          }
        });
  }

  private CompletionStage<String> take(DocumentId id) {
    return map.get(id.toString()).thenCompose(now -> take(id, now, TRIES));
  }

  /**
   * Makes this node the owner, unless there is a live one. An entry of this node that it does not
   * know of is written anew, so that its removal, which may be on its way, finds another one.
   */
  private CompletionStage<String> take(DocumentId id, Optional<String> now, int tries) {
    Optional<Entry> entry = now.map(Entry::of);
    if (entry.isPresent() && members.isLive(entry.get().node())) {
      String node = entry.get().node();
      if (!node.equals(members.self()) || now.get().equals(mine.get(id))) {
        return CompletableFuture.completedFuture(node);
      }
    }
    if (tries == 0) {
      return untold();
    }
    String taker = declining ? another(id) : members.self();
    String next = next(entry, taker);
    return map.swap(id.toString(), now, Optional.of(next))
        .thenCompose(
            stands -> {
              if (stands.isPresent() && stands.get().equals(next)) {
                if (taker.equals(members.self())) {
                  mine.put(id, next);
                }
                return CompletableFuture.completedFuture(taker);
              }
              return take(id, stands, tries - 1);
            });
  }

  private String another(DocumentId id) {
    try {
      return placing.choose(id);
    } catch (TablekeepException nowhere) {
      LOG.debug("{} has nowhere else to go", id, nowhere);
      return members.self();
    }
  }

  private static String next(Optional<Entry> entry, String node) {
    return new Entry(node, entry.map(Entry::turn).orElse(0L) + 1).text();
  }

  private CompletionStage<String> locate(DocumentId id, Optional<String> now, int tries) {
    Optional<Entry> entry = now.map(Entry::of);
    if (entry.isPresent() && members.isLive(entry.get().node())) {
      return CompletableFuture.completedFuture(entry.get().node());
    }
    if (tries == 0) {
      return untold();
    }
    return map.swap(id.toString(), now, Optional.of(next(entry, placing.choose(id))))
        .thenCompose(stands -> locate(id, stands, tries - 1));
  }

  private static <T> CompletionStage<T> untold() {
    return CompletableFuture.failedFuture(
        new TablekeepException(
            ErrorKind.RESOURCE,
            "cluster-unavailable",
            "It cannot be told at present which server keeps this table."));
  }

  private void review() {
    if (stopped) {
      return;
    }
    mine.forEach(
        (id, held) ->
            loop.resume(
                take(id),
                (node, failure) -> {
                  if (failure != null) {
                    LOG.debug("the entry of {} was not found", id, failure);
                  } else if (!members.self().equals(node) && mine.remove(id, held)) {
                    LOG.warn("{} is kept by {} by now", id, node);
                    superseded.accept(id);
                  }
                }));
    if (++reviews % SWEEP == 0) {
      sweep();
    }
    loop.after(REVIEW, this::review);
  }

  /** Takes away what was placed here and never opened. */
  private void sweep() {
    Map<DocumentId, String> before = Map.copyOf(mine);
    loop.resume(
        map.all(text -> Entry.of(text).node().equals(members.self())),
        (all, failure) -> {
          if (all == null) {
            LOG.debug("the directory was not swept", failure);
            return;
          }
          all.forEach(
              (key, text) -> {
                DocumentId id = DocumentId.parse(key);
                if (!before.containsKey(id) && !mine.containsKey(id)) {
                  drop(id, text);
                }
              });
        });
  }

  /**
   * Takes the entries of this node away and writes no more; others may have the documents now.
   *
   * @return done when they are gone
   */
  public CompletionStage<Void> stop() {
    stopped = true;
    CompletableFuture<?>[] all =
        mine.entrySet().stream()
            .map(
                each ->
                    map.swap(
                            each.getKey().toString(),
                            Optional.of(each.getValue()),
                            Optional.empty())
                        .toCompletableFuture())
            .toArray(CompletableFuture[]::new);
    mine.clear();
    return CompletableFuture.allOf(all);
  }

  /**
   * Whether this node keeps a document, as far as it knows.
   *
   * @param id the document
   * @return true when it claimed it and was not told otherwise
   */
  public boolean holds(DocumentId id) {
    return mine.containsKey(id);
  }

  /**
   * Where a document is.
   *
   * @param node the node that keeps it, as the bus calls it; it may have gone
   * @param turn how often the document has been given to a node
   */
  public record Place(String node, long turn) {}

  /**
   * All that is in the directory. Costs what there is; for people who look at it.
   *
   * @return documents that are in some node's memory, or about to be
   */
  public CompletionStage<Map<DocumentId, Place>> all() {
    return map.all(text -> true)
        .thenApply(
            all -> {
              Map<DocumentId, Place> places = new HashMap<>();
              all.forEach(
                  (key, text) -> {
                    Entry entry = Entry.of(text);
                    places.put(DocumentId.parse(key), new Place(entry.node(), entry.turn()));
                  });
              return places;
            });
  }

  /**
   * How many documents this node keeps.
   *
   * @return those in memory or about to be
   */
  public int held() {
    return mine.size();
  }
}
