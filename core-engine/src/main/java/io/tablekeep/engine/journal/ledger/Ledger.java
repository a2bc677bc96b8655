package io.tablekeep.engine.journal.ledger;

import io.tablekeep.engine.journal.entry.Cause;
import io.tablekeep.engine.journal.entry.Entry;
import io.tablekeep.engine.journal.entry.Outcome;
import io.tablekeep.engine.journal.entry.Settled;
import io.tablekeep.sdk.error.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which actions have run, by device: the last {@value DeviceWindow#SIZE} receipts and a mark below
 * which nothing runs again. It stands beside the document, so it survives rollback.
 *
 * <p>Receipts are those of durable entries, taken in when they become durable; so they are a
 * function of the journal alone and come out the same live, from a snapshot and its tail, and from
 * a full replay. Ids on the way (waiting to be decided, or decided and not durable) are claims;
 * they are of the moment and never stored. The receipt of an action that waited is replaced when an
 * entry settles it.
 *
 * <p>One thread only: the document's loop. Nothing on the way of a new action allocates, except for
 * a device never seen before.
 */
public final class Ledger {
  private static final Asked NEW = new Asked.New();
  private static final Asked UNDECIDED = new Asked.InFlight(0);
  private static final Asked REUSED =
      refused("action-id-reused", "This action's number was used for another action before.");
  private static final Asked TOO_OLD =
      refused("action-id-too-old", "This action is too old to tell whether it has run already.");
  private static final Asked TOO_MANY =
      refused("too-many-devices", "Too many devices are in use here. Use one of the others.");

  private final LedgerLimits limits;
  private final Map<String, Map<String, Device>> people = new HashMap<>();
  private int devices;

  /**
   * A ledger of a document without entries.
   *
   * @param limits how many devices it remembers
   */
  public Ledger(LedgerLimits limits) {
    this.limits = limits;
  }

  private static Asked refused(String code, String message) {
    return new Asked.Refused(new Problem(code, message, ""));
  }

  /** What is known of one device. */
  private static final class Device {
    /** Null while nothing but claims are known of the device. */
    @Nullable DeviceWindow window;

    /** Number, hash and version (0 while undecided) of each id on the way. */
    long[] claims = new long[3 * 4];

    int claimed;

    int find(long n) {
      for (int i = 0; i < claimed; i++) {
        if (claims[3 * i] == n) {
          return i;
        }
      }
      return -1;
    }

    int larger(long n) {
      int count = 0;
      for (int i = 0; i < claimed; i++) {
        count += claims[3 * i] > n ? 1 : 0;
      }
      return count;
    }

    void put(long n, long hash, long version) {
      int at = find(n);
      if (at < 0) {
        at = claimed++;
        if (3 * at == claims.length) {
          claims = Arrays.copyOf(claims, 2 * claims.length);
        }
      }
      claims[3 * at] = n;
      claims[3 * at + 1] = hash;
      claims[3 * at + 2] = version;
    }

    void drop(long n) {
      int at = find(n);
      if (at >= 0) {
        System.arraycopy(claims, 3 * --claimed, claims, 3 * at, 3);
      }
    }

    boolean isTooOld(long n) {
      return window != null && window.isTooOld(n, larger(n));
    }
  }

  /**
   * Whether an action may run. Changes nothing.
   *
   * @param by participant who sent it
   * @param device their device
   * @param n number of the action on that device, at least 1
   * @param hash hash of its type and payload
   * @param now the time it would be journaled with
   * @return the answer; after {@link Asked.New} the caller claims the id or appends its entry in
   *     the same turn
   */
  public Asked ask(String by, String device, long n, long hash, Instant now) {
    Device known = find(by, device);
    if (known == null) {
      return hasRoom(by, now) ? NEW : TOO_MANY;
    }
    int claim = known.find(n);
    if (claim >= 0) {
      long version = known.claims[3 * claim + 2];
      return known.claims[3 * claim + 1] != hash
          ? REUSED
          : version == 0 ? UNDECIDED : new Asked.InFlight(version);
    }
    DeviceWindow window = known.window;
    if (window == null) {
      return hasRoom(by, now) ? NEW : TOO_MANY;
    }
    int at = window.find(n);
    if (at < 0) {
      return known.isTooOld(n) ? TOO_OLD : NEW;
    }
    return window.hash(at) == hash
        ? new Asked.Same(new Asked.Receipt(n, hash, window.version(at), window.outcome(at)))
        : REUSED;
  }

  /**
   * What became of an action that has run.
   *
   * @param by participant who sent it
   * @param device their device
   * @param n number of the action on that device
   * @return empty when it has not run, or its receipt was let go
   */
  public Optional<Outcome> outcome(String by, String device, long n) {
    Device known = find(by, device);
    DeviceWindow window = known == null ? null : known.window;
    int at = window == null ? -1 : window.find(n);
    return window == null || at < 0 ? Optional.empty() : Optional.of(window.outcome(at));
  }

  /**
   * Remembers an action that waits to be decided, so that a retry of it waits too. The caller's
   * queue bounds how many there are, and decides them in the order of their claims. The action's
   * entry ends the claim.
   *
   * @param by participant who sent it
   * @param device their device
   * @param n number of the action on that device
   * @param hash hash of its type and payload
   */
  public void claim(String by, String device, long n, long hash) {
    deviceOf(by, device).put(n, hash, 0);
  }

  /**
   * Forgets a claim of an action that will not be decided after all. Its number stays unused.
   *
   * @param by participant who sent it
   * @param device their device
   * @param n number of the action on that device
   */
  public void release(String by, String device, long n) {
    Device known = find(by, device);
    if (known != null) {
      known.drop(n);
      tidy(by, device, known);
    }
  }

  /**
   * Devices with receipts.
   *
   * @return how many are remembered
   */
  public int devices() {
    return devices;
  }

  /**
   * Whether an entry of this cause may be appended now. For the journal, which refuses as a defect
   * what the loop should have asked about.
   *
   * @param cause who asked for what
   * @return false when the id has run, is on its way to the store, or is too old
   */
  public boolean admits(Cause cause) {
    Device known = cause.hasId() ? find(cause.by(), cause.device()) : null;
    if (known == null) {
      return true;
    }
    int claim = known.find(cause.n());
    boolean waiting = claim < 0 || known.claims[3 * claim + 2] == 0;
    DeviceWindow window = known.window;
    return waiting
        && (window == null || (window.find(cause.n()) < 0 && !known.isTooOld(cause.n())));
  }

  /**
   * Takes note that an entry is on its way to the store. For the journal.
   *
   * @param cause who asked for what
   * @param version version of the entry
   */
  public void sent(Cause cause, long version) {
    if (cause.hasId()) {
      deviceOf(cause.by(), cause.device()).put(cause.n(), cause.hash(), version);
    }
  }

  /**
   * Takes in an entry that is durable. For the journal and for replay, in order of versions.
   *
   * @param entry the entry
   * @return false when its id has run before, or nobody can tell: the journal is wrong, and the
   *     first receipt stays
   */
  public boolean record(Entry entry) {
    entry.settled().forEach(settled -> settle(settled, entry.version()));
    Cause cause = entry.cause();
    if (!cause.hasId()) {
      return true;
    }
    Device known = deviceOf(cause.by(), cause.device());
    known.drop(cause.n());
    DeviceWindow window = known.window;
    long millis = entry.time().toEpochMilli();
    if (window == null) {
      makeRoom(cause.by(), millis);
      devices++;
      window = new DeviceWindow(0, millis);
    } else {
      window = window.writable();
    }
    known.window = window;
    return window.add(cause.n(), cause.hash(), entry.version(), entry.outcome(), millis);
  }

  /** A receipt that was let go meanwhile stays gone: its number is too old to be asked about. */
  private void settle(Settled settled, long version) {
    Device known = find(settled.by(), settled.device());
    DeviceWindow window = known == null ? null : known.window;
    int at = window == null ? -1 : window.find(settled.n());
    if (known != null && window != null && at >= 0) {
      DeviceWindow writable = window.writable();
      writable.settle(at, version, settled.outcome());
      known.window = writable;
    }
  }

  /**
   * What a snapshot keeps. Costs one reference a device; what was frozen is copied when next
   * written.
   *
   * @return the receipts of all devices, in no order
   */
  public List<Image> freeze() {
    List<Image> images = new ArrayList<>(devices);
    people.forEach(
        (by, own) ->
            own.forEach(
                (device, known) -> {
                  DeviceWindow window = known.window;
                  if (window != null) {
                    images.add(new Image(by, device, window.freeze()));
                  }
                }));
    return images;
  }

  /**
   * Puts back what a snapshot kept. To be called before anything else.
   *
   * @param images the receipts of all devices
   */
  public void restore(List<Image> images) {
    for (Image image : images) {
      deviceOf(image.by, image.device).window = image.window;
      devices++;
    }
  }

  private @Nullable Device find(String by, String device) {
    Map<String, Device> own = people.get(by);
    return own == null ? null : own.get(device);
  }

  private Device deviceOf(String by, String device) {
    return people
        .computeIfAbsent(by, key -> new HashMap<>())
        .computeIfAbsent(device, key -> new Device());
  }

  /** Forgets a device of which nothing is known. */
  private void tidy(String by, String device, Device known) {
    Map<String, Device> own = people.get(by);
    if (own != null && known.window == null && known.claimed == 0) {
      own.remove(device);
      if (own.isEmpty()) {
        people.remove(by);
      }
    }
  }

  private boolean hasRoom(String by, Instant now) {
    return !isFull(by) || oldest(by, now.toEpochMilli()) != null;
  }

  private boolean isFull(String by) {
    return devices >= limits.devices() || isFullOf(by);
  }

  private boolean isFullOf(String by) {
    int count = 0;
    for (Device device : people.getOrDefault(by, Map.of()).values()) {
      count += device.window == null ? 0 : 1;
    }
    return count >= limits.perParticipant();
  }

  /**
   * Lets the device go that has not been used for longest. When none has been idle long enough the
   * ledger grows past its limit instead, by no more than {@link #ask} let through at once: a device
   * in use is never forgotten.
   */
  private void makeRoom(String by, long millis) {
    String[] name = isFull(by) ? oldest(by, millis) : null;
    if (name != null) {
      Device known = deviceOf(name[0], name[1]);
      known.window = null;
      devices--;
      tidy(name[0], name[1], known);
    }
  }

  /**
   * Participant and device unused for longest, if long enough; ties go by name. Looked for among
   * the participant's own when these are too many, else among all.
   */
  private String @Nullable [] oldest(String by, long millis) {
    boolean ownOnly = isFullOf(by);
    String[] best = null;
    long bestMillis = millis - limits.idle().toMillis();
    for (Map.Entry<String, Map<String, Device>> person : people.entrySet()) {
      if (ownOnly && !person.getKey().equals(by)) {
        continue;
      }
      for (Map.Entry<String, Device> one : person.getValue().entrySet()) {
        DeviceWindow window = one.getValue().window;
        if (window == null || window.usedMillis() > bestMillis) {
          continue;
        }
        String[] name = {person.getKey(), one.getKey()};
        if (best == null || window.usedMillis() < bestMillis || Arrays.compare(name, best) < 0) {
          best = name;
          bestMillis = window.usedMillis();
        }
      }
    }
    return best;
  }
}
