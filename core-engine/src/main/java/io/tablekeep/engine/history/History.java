package io.tablekeep.engine.history;

import io.tablekeep.engine.LogQuery;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.runtime.Loop;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Pointer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The past of one open campaign. Public methods are called on its loop. */
public final class History {
  /** Entries looked through for one page at most. */
  public static final int MOST_ENTRIES = 20_480;

  /** Journal entries read for one chapter or state at most. */
  static final int MOST_READ = 200_000;

  /** Questions of one participant that may be open. */
  private static final int MOST_ASKED = 4;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final HistoryHome home;
  private final DocumentId id;
  private final Loop loop;
  private final Views views;
  private final Teller teller;
  private final Map<String, Integer> asked = new HashMap<>();

  /** Those in the cache that all campaigns share, so that they can leave it together. */
  private final Set<Chapter.Key> chapters = ConcurrentHashMap.newKeySet();

  private volatile boolean stopped;
  private long lastAsked;
  private Loop.@Nullable Timer tidying;

  /**
   * A history.
   *
   * @param home what all histories share
   * @param id the document
   * @param loop its loop
   * @param book its rules
   * @param views what they declare visible, which is what is shown; kept for the past alone, as its
   *     scenes would drive those of the present out of memory
   */
  public History(HistoryHome home, DocumentId id, Loop loop, RuleBook book, Views views) {
    this.home = home;
    this.id = id;
    this.loop = loop;
    this.views = views;
    teller = new Teller(views, book);
  }

  /**
   * A page of the change log.
   *
   * @param who who asks
   * @param newest the newest version there is
   * @param query what they ask for
   * @param within makes, off the loop, what finds the changes in the scope that is asked for
   * @param answer the page as JSON; fails with code {@code no-such-line} or {@code history-busy}
   */
  public void log(
      Participant who,
      long newest,
      LogQuery query,
      Supplier<Predicate<Views.Change>> within,
      CompletableFuture<byte[]> answer) {
    Onlooker onlooker = Onlooker.of(who);
    long cursor = 0;
    if (!query.cursor().isEmpty()) {
      Optional<LineSeal.Claims> claims = open(onlooker, query.cursor(), newest);
      if (claims.isEmpty()) {
        answer.completeExceptionally(noLine());
        return;
      }
      cursor = claims.get().version();
    }
    long from = cursor;
    answer(
        who,
        answer,
        false,
        () ->
            home.runtime()
                .offload(() -> new Sieve(query, within.get()))
                .thenCompose(sieve -> new Scan(this, onlooker, newest, query, sieve, from).run()));
  }

  /**
   * What is shown of the past.
   *
   * @return by the rules as they are now
   */
  public Views views() {
    return views;
  }

  /**
   * A line as a whole.
   *
   * @param who who asks
   * @param newest the newest version there is
   * @param line its id
   * @param answer the line as JSON; fails with code {@code no-such-line} or {@code history-busy}
   */
  public void line(Participant who, long newest, String line, CompletableFuture<byte[]> answer) {
    Onlooker onlooker = Onlooker.of(who);
    Optional<LineSeal.Claims> claims = open(onlooker, line, newest);
    if (claims.isEmpty()) {
      answer.completeExceptionally(noLine());
      return;
    }
    LineSeal.Claims said = claims.get();
    answer(
        who,
        answer,
        false,
        () ->
            chapter(onlooker, Chapter.of(said.version()), newest)
                .thenCompose(
                    chapter -> home.runtime().offload(() -> write(onlooker, chapter, said))));
  }

  private byte[] write(Onlooker onlooker, Chapter chapter, LineSeal.Claims said) {
    for (Line each : chapter.lines()) {
      if (each.version() == said.version() && each.chain() == said.chain()) {
        return lines(onlooker).whole(each);
      }
    }
    throw noLine();
  }

  /**
   * What was to be seen after a line of the log.
   *
   * @param who who asks
   * @param newest the newest version there is
   * @param line its id
   * @param at the place; the root for everything
   * @param answer {@code {"state": value}} as JSON, for who runs the game with {@code version} and
   *     {@code at}; fails with code {@code no-such-line}, {@code no-such-place}, {@code too-far} or
   *     {@code history-busy}
   */
  public void stateAfter(
      Participant who, long newest, String line, Pointer at, CompletableFuture<byte[]> answer) {
    Optional<LineSeal.Claims> claims = open(Onlooker.of(who), line, newest);
    if (claims.isEmpty()) {
      answer.completeExceptionally(noLine());
      return;
    }
    state(who, claims.get().version(), Optional.of(claims.get().chain()), at, answer);
  }

  /**
   * What was to be seen at a version.
   *
   * @param who who asks; that they may know the version is the caller's to see to
   * @param version a durable version, at least 1
   * @param at the place; the root for everything
   * @param answer as above
   */
  public void state(Participant who, long version, Pointer at, CompletableFuture<byte[]> answer) {
    state(who, version, Optional.empty(), at, answer);
  }

  private void state(
      Participant who,
      long version,
      Optional<Integer> chain,
      Pointer at,
      CompletableFuture<byte[]> answer) {
    Onlooker onlooker = Onlooker.of(who);
    answer(
        who,
        answer,
        true,
        () ->
            read(version, version, Retrace.NOTHING)
                .thenCompose(
                    mark -> home.runtime().offload(() -> state(onlooker, mark, chain, at))));
  }

  private byte[] state(Onlooker onlooker, Mark mark, Optional<Integer> chain, Pointer at) {
    Viewer then = onlooker.then(mark.root());
    if (then == null || chain.filter(said -> said != mark.chain()).isPresent()) {
      throw noLine();
    }
    Object value = views.seen(mark.root(), then, at);
    if (value == null) {
      throw new TablekeepException(
          ErrorKind.USER, "no-such-place", "There was nothing to see at that place.");
    }
    JsonWriter out = new JsonWriter().object();
    if (then.runsGame()) {
      out.key("version").number(mark.version()).key("at").value(mark.time().toString());
    }
    return out.key("state").value(value).endObject().toBytes();
  }

  private static TablekeepException noLine() {
    return new TablekeepException(
        ErrorKind.USER, "no-such-line", "The change log has no such line for you.");
  }

  private Optional<LineSeal.Claims> open(Onlooker onlooker, String line, long newest) {
    return home.seal()
        .open(id.toString(), onlooker.now(), line)
        .filter(claims -> claims.version() <= newest);
  }

  Lines lines(Onlooker onlooker) {
    return new Lines(home.seal(), id.toString(), onlooker.now());
  }

  DocumentId id() {
    return id;
  }

  HistoryHome home() {
    return home;
  }

  /** A chapter as somebody sees it. */
  CompletionStage<Chapter> chapter(Onlooker who, long number, long newest) {
    long after = number * Chapter.ENTRIES;
    long until = Math.min(after + Chapter.ENTRIES, newest);
    Chapter.Key key = new Chapter.Key(this, who.now(), number, until);
    return home.chapter(key, () -> make(who, after, until));
  }

  private CompletionStage<Chapter> make(Onlooker who, long after, long until) {
    Scribe scribe = new Scribe(teller, who, after);
    home.metrics().chapters.increment();
    return read(after, until, scribe)
        .thenCompose(done -> home.runtime().offload(() -> Chapter.of(scribe.lines())));
  }

  /** Of those that are kept. */
  Set<Chapter.Key> chapters() {
    return chapters;
  }

  /** Whether the campaign is closed: what is still being read is answered and not kept. */
  boolean isStopped() {
    return stopped;
  }

  private CompletionStage<Mark> read(long after, long until, Retrace.Visitor visitor) {
    Waypoints waypoints = home.waypoints(this);
    Reader reader = new Reader(waypoints, home.metrics(), visitor);
    return home.turn()
        .pass(
            () ->
                home.journals()
                    .retrace(id, waypoints.below(after), after, until, MOST_READ, reader))
        .whenComplete((mark, failure) -> home.grown(this, waypoints));
  }

  /**
   * The document at a version, which nobody in particular sees.
   *
   * @param version a durable version, at least 1
   * @return the document; fails with code {@code too-far} or with what is wrong with the journal
   */
  public CompletionStage<Mark> at(long version) {
    return read(version, version, Retrace.NOTHING);
  }

  /**
   * Goes through a part of the journal.
   *
   * @param after the version after which it begins
   * @param until its last version
   * @param visitor shown each entry, also those on the way to the part, on worker threads
   * @return the document at its end; fails as above
   */
  public CompletionStage<Mark> since(long after, long until, Retrace.Visitor visitor) {
    return read(after, until, visitor);
  }

  /**
   * Answers somebody's question, as many at a time as everyone may ask.
   *
   * @param who who asks
   * @param answer given when it is there; fails with code {@code history-busy} when that takes too
   *     long, or they ask too much at once
   * @param work what is looked up
   */
  public void asked(
      Participant who, CompletableFuture<byte[]> answer, Supplier<CompletionStage<byte[]>> work) {
    answer(who, answer, true, work);
  }

  /** Gives the answer when it is there; to who does not run the game not at once. */
  void answer(
      Participant who,
      CompletableFuture<byte[]> answer,
      boolean isState,
      Supplier<CompletionStage<byte[]>> work) {
    String key = who.id();
    if (asked.getOrDefault(key, 0) >= MOST_ASKED) {
      answer.completeExceptionally(Turn.busy(home.metrics()));
      return;
    }
    asked.merge(key, 1, Integer::sum);
    long begin = home.runtime().nanos();
    lastAsked = begin;
    tidyLater();
    Loop.Timer patience =
        loop.after(PATIENCE, () -> answer.completeExceptionally(Turn.busy(home.metrics())));
    loop.resume(
        work.get(),
        (made, failure) -> {
          patience.cancel();
          asked.computeIfPresent(key, (k, n) -> n > 1 ? n - 1 : null);
          long took = home.runtime().nanos() - begin;
          (isState ? home.metrics().states : home.metrics().pages)
              .record(took, TimeUnit.NANOSECONDS);
          Runnable give =
              () -> {
                if (made != null) {
                  answer.complete(made);
                } else if (failure != null) {
                  answer.completeExceptionally(failure);
                }
              };
          if (who.role().runsGame()) {
            give.run();
          } else {
            loop.after(Slots.rest(took), give);
          }
        });
  }

  /** Once nobody has asked for a while, nothing is kept. */
  private void tidyLater() {
    if (tidying == null && !stopped) {
      tidying =
          loop.after(
              home.rest().plusSeconds(1),
              () -> {
                tidying = null;
                home.tidy();
                if (home.runtime().nanos() - lastAsked < home.rest().toNanos()) {
                  tidyLater();
                } else {
                  views.clear();
                }
              });
    }
  }

  /** The campaign is closed. */
  public void stop() {
    stopped = true;
    Loop.Timer timer = tidying;
    if (timer != null) {
      timer.cancel();
      tidying = null;
    }
    home.forget(this);
    views.clear();
  }
}
