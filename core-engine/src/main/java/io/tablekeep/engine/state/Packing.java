package io.tablekeep.engine.state;

/**
 * Compresses what nobody looks at. A packed object is the same value as before: equal, with the
 * same version, opened by itself when someone looks inside or changes something in it.
 *
 * <p>Packing takes some 20 ms for each megabyte and belongs off the event loop; opening (about 10
 * µs for each kilobyte) happens on the thread that looks. Both are safe on any thread.
 */
public final class Packing {
  private Packing() {}

  /**
   * What {@link #cold} packs.
   *
   * @param unchangedSince objects that changed after this version stay open
   * @param minBytes objects whose text is shorter stay open: they would not pay
   * @param maxBytes objects whose text is longer stay open and their members are looked at, unless
   *     all of these are too short; it bounds what a single look has to open
   */
  public record Policy(long unchangedSince, int minBytes, int maxBytes) {
    /**
     * What suits a campaign in play: whole actors, whole maps.
     *
     * @param unchangedSince objects that changed after this version stay open
     * @return from 4 KB to 256 KB
     */
    public static Policy inPlay(long unchangedSince) {
      return new Policy(unchangedSince, 4 << 10, 256 << 10);
    }

    /**
     * What suits a campaign at rest: its large sections as they are, which packs best.
     *
     * @return everything from 1 KB, whatever its size
     */
    public static Policy atRest() {
      return new Policy(Long.MAX_VALUE, 1 << 10, Integer.MAX_VALUE);
    }
  }

  /**
   * What opening packed objects has cost, for the process.
   *
   * @param opened how often one was opened
   * @param held how many opened forms are held at hand
   * @param heldBytes bytes of their text
   * @param maxHeldBytes the limit of the above; the oldest are let go
   */
  public record Stats(long opened, int held, long heldBytes, long maxHeldBytes) {}

  /**
   * The figures since the process began.
   *
   * @return the figures
   */
  public static Stats stats() {
    return Opened.stats();
  }

  /**
   * Sets how much of what was opened is held at hand.
   *
   * @param bytes bytes of text for the whole process; 0 holds nothing
   */
  public static void maxHeldBytes(long bytes) {
    Opened.limit(bytes);
  }

  /**
   * An object packed as a whole, whatever its size.
   *
   * @param object any
   * @return the packed object; the same if it is packed already
   */
  public static JsonObject pack(JsonObject object) {
    if (object instanceof PackedObject) {
      return object;
    }
    return new PackedObject(Deflated.of(JsonWriter.bytes(object)), object);
  }

  /**
   * A document with its cold objects packed. The root itself stays open.
   *
   * @param root the document
   * @param policy what is cold
   * @return an equal document; the same instance if there was nothing to pack
   */
  public static JsonObject cold(JsonObject root, Policy policy) {
    return members(root, policy);
  }

  /**
   * A document with everything in it opened, for use off the event loop before someone works with
   * one that was at rest.
   *
   * @param root the document
   * @return an equal document without packed objects
   */
  public static JsonObject open(JsonObject root) {
    JsonObject object = root.open();
    Object[] values = new Object[object.size()];
    boolean same = true;
    int n = 0;
    for (JsonObject.Cursor c = object.cursor(); c.next(); n++) {
      Object value = c.kept();
      values[n] = value instanceof JsonObject member ? open(member) : value;
      same &= values[n] == value;
    }
    return same ? object : object.withValues(values, object.version());
  }

  private static JsonObject members(JsonObject object, Policy policy) {
    Object[] values = new Object[object.size()];
    boolean same = true;
    int n = 0;
    for (JsonObject.Cursor c = object.cursor(); c.next(); n++) {
      Object value = c.kept();
      values[n] = value instanceof JsonObject member ? member(member, policy) : value;
      same &= values[n] == value;
    }
    return same ? object : object.withValues(values, object.version());
  }

  private static JsonObject member(JsonObject object, Policy policy) {
    if (object instanceof PackedObject) {
      return object;
    }
    if (object.version() > policy.unchangedSince) {
      return members(object, policy);
    }
    long length = Trees.weigh(object, policy.maxBytes + 1L);
    if (length < policy.minBytes) {
      return object;
    }
    return length <= policy.maxBytes || membersAreShort(object, policy)
        ? pack(object)
        : members(object, policy);
  }

  private static boolean membersAreShort(JsonObject object, Policy policy) {
    for (JsonObject.Cursor c = object.cursor(); c.next(); ) {
      if (c.kept() instanceof JsonObject member
          && Trees.weigh(member, policy.minBytes) >= policy.minBytes) {
        return false;
      }
    }
    return true;
  }
}
