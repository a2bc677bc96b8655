package io.tablekeep.engine.loop;

import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.recovery.Mark;
import io.tablekeep.engine.journal.recovery.Retrace;
import io.tablekeep.engine.runtime.EngineRuntime;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.view.Loaded;
import io.tablekeep.engine.view.Viewer;
import io.tablekeep.engine.view.Views;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what a device had at a position. Its token says what it had at an earlier one; from
 * there each version that changed its view counts one position, as it did when it was told. The
 * versions come from memory, else from the journal. Works off the loop.
 */
final class Comeback {
  /** Code of what was too long ago, here and in the journal's answers. */
  private static final String TOO_FAR = "too-far";

  private final CampaignLoop campaign;
  private final CampaignHome home;
  private final Views views;

  Comeback(CampaignLoop campaign, CampaignHome home, Views views) {
    this.campaign = campaign;
    this.home = home;
    this.views = views;
  }

  /**
   * Somebody who comes back.
   *
   * @param viewer whose eyes
   * @param said what the token says
   * @param position the position the device has reached
   * @param version the document's version of that position, -1 when it has to be counted
   * @param open what was open
   */
  record Lost(
      Viewer viewer, TokenSeal.Claims said, long position, long version, Set<Pointer> open) {
    /** The version to begin with. */
    long begin() {
      return version >= 0 ? version : said.version();
    }
  }

  /**
   * What a device had.
   *
   * @param version the document's version
   * @param root the document
   * @param loaded what of it was loaded
   * @param inMemory whether the journal was not needed
   */
  record Found(long version, JsonObject root, Loaded loaded, boolean inMemory) {}

  /**
   * Finds it.
   *
   * @param lost who comes back
   * @param kept the versions in memory from {@link Lost#begin} on; empty when they are not there
   * @param newest the newest version
   * @return what the device had; fails when that cannot be found out
   */
  CompletionStage<Found> find(Lost lost, List<RootRing.Kept> kept, long newest) {
    Count count = new Count(lost, !kept.isEmpty());
    if (!kept.isEmpty()) {
      return runtime()
          .offload(
              () -> {
                for (RootRing.Kept each : kept) {
                  if (!count.see(each.version(), each.chain(), each.root())) {
                    break;
                  }
                }
                return count.found();
              });
    }
    long until = lost.version() >= 0 ? lost.version() : newest;
    return retrace(
            lost.begin(), until, mark -> count.see(mark.version(), mark.chain(), mark.root()))
        .thenApply(done -> count.found());
  }

  /** The document at a version, from the journal. */
  CompletionStage<JsonObject> rootAt(long version) {
    CompletableFuture<JsonObject> root = new CompletableFuture<>();
    return retrace(
            version,
            version,
            mark -> {
              root.complete(mark.root());
              return false;
            })
        .thenCompose(done -> root);
  }

  /** Shows the document version by version, beginning with one, until enough was seen. */
  private CompletionStage<Mark> retrace(long from, long until, Predicate<Mark> visitor) {
    int most = home.seatOptions().replayEntries();
    if (from < 1 || from > until || most == 0) {
      return CompletableFuture.failedFuture(lost());
    }
    Retrace.Visitor above =
        new Retrace.Visitor() {
          @Override
          public boolean begin(Mark mark) {
            return mark.version() < from || visitor.test(mark);
          }

          @Override
          public boolean see(Entry entry, Mark before, Mark then) {
            return begin(then);
          }
        };
    return home.journals().retrace(campaign.id(), Optional.empty(), from, until, most, above);
  }

  private EngineRuntime runtime() {
    return home.runtime();
  }

  private static TablekeepException lost() {
    return new TablekeepException(
        ErrorKind.RESOURCE, TOO_FAR, "What the seat had cannot be found out any more.");
  }

  /** Whether a failure means that it was too long ago, and no later try will find more. */
  static boolean isTooFar(@Nullable Throwable failure) {
    return failure instanceof TablekeepException known && known.code().equals(TOO_FAR);
  }

  /** Counts positions from version to version. On one worker at a time. */
  private final class Count {
    private final Lost lost;
    private final boolean inMemory;
    private @Nullable JsonObject last;
    private @Nullable Loaded loaded;
    private long position;
    private @Nullable Found found;

    Count(Lost lost, boolean inMemory) {
      this.lost = lost;
      this.inMemory = inMemory;
      position = lost.version() >= 0 ? lost.position() : lost.said().position();
    }

    /** Shown version by version; answers whether more is needed. */
    boolean see(long version, int chain, JsonObject root) {
      JsonObject before = last;
      Loaded then = loaded;
      Viewer viewer = lost.viewer();
      if (before == null || then == null) {
        if (lost.version() < 0 && chain != lost.said().chain()) {
          return false; // another journal: the store was set back meanwhile
        }
        then = views.loaded(root, viewer, lost.open());
      } else {
        ViewChange change = views.change(before, root, viewer);
        Loaded.Step step = then.step(change, at -> views.seen(root, viewer, at));
        then = step.loaded();
        position += step.change() == null ? 0 : 1;
      }
      last = root;
      loaded = then;
      if (position == lost.position()) {
        found = new Found(version, root, then, inMemory);
      }
      return found == null;
    }

    Found found() {
      Found there = found;
      if (there == null) {
        throw Comeback.lost();
      }
      return there;
    }
  }
}
