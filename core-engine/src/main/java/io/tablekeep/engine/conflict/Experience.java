package io.tablekeep.engine.conflict;

import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.state.Pointer;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of earlier conflicts, as the document keeps it: a kind of conflict is what sort of
 * fact it is about and how sure the resolver was. {@value #ENOUGH} equal outcomes carry it past any
 * threshold, in either direction; as many of the other sort bring it back. Pure.
 */
public final class Experience {
  /** So many equal outcomes leave nothing of a resolver's own confidence. */
  public static final int ENOUGH = 20;

  /** The confidence from which a resolution is applied, unless the campaign says otherwise. */
  public static final double THRESHOLD = 0.8;

  /** Kinds that are remembered; of more the one with the least behind it goes. */
  public static final int MOST = 200;

  /** Where all of it lies. */
  public static final Pointer HOME = Pointer.of("conflicts");

  private static final Pointer FEEDBACK = HOME.child("feedback");

  private Experience() {}

  /**
   * The confidence from which a resolution is applied in a campaign.
   *
   * @param root its document
   * @return the threshold
   */
  public static double threshold(JsonObject root) {
    return Trees.get(root, HOME.child("threshold")) instanceof Number set
            && set.doubleValue() > 0
            && set.doubleValue() <= 1
        ? set.doubleValue()
        : THRESHOLD;
  }

  /**
   * The name of a kind of conflict.
   *
   * @param kind what sort of fact
   * @param confidence the resolver's own
   * @return the key of its outcomes
   */
  public static String level(String kind, double confidence) {
    return kind + ':' + Math.round(confidence * 100);
  }

  /**
   * A resolver's confidence in the light of what became of others.
   *
   * @param root the document
   * @param kind what sort of fact
   * @param confidence the resolver's own
   * @return 0 to 1
   */
  public static double weighed(JsonObject root, String kind, double confidence) {
    long net = net(root, level(kind, confidence));
    if (Math.abs(net) >= ENOUGH) {
      return net > 0 ? 1 : 0;
    }
    double share = Math.abs(net) / (double) ENOUGH;
    return net > 0 ? confidence + (1 - confidence) * share : confidence * (1 - share);
  }

  private static long net(JsonObject root, String level) {
    return Trees.get(root, FEEDBACK.child(level)) instanceof Long net ? net : 0;
  }

  /**
   * Remembers an outcome.
   *
   * @param root the document
   * @param level the kind of conflict
   * @param good whether people wanted what the resolver said
   * @return what changes in the document
   */
  public static List<Effect> learn(JsonObject root, String level, boolean good) {
    List<Effect> effects = new ArrayList<>(2);
    long net = Math.max(-ENOUGH, Math.min(ENOUGH, net(root, level) + (good ? 1 : -1)));
    if (Trees.get(root, FEEDBACK) instanceof JsonObject all
        && all.size() >= MOST
        && !all.has(level)) {
      String least = "";
      long weight = Long.MAX_VALUE;
      for (JsonObject.Cursor c = all.cursor(); c.next(); ) {
        long one = c.value() instanceof Long number ? Math.abs(number) : 0;
        if (one < weight) {
          least = c.key();
          weight = one;
        }
      }
      effects.add(new Effect.Remove(FEEDBACK.child(least)));
    }
    effects.add(new Effect.Put(FEEDBACK.child(level), net));
    return effects;
  }
}
