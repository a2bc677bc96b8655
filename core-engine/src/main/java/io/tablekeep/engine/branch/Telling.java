package io.tablekeep.engine.branch;

import io.tablekeep.engine.conflict.Both;
import io.tablekeep.engine.journal.entry.Effect;
import io.tablekeep.engine.rules.RoundContext;
import io.tablekeep.engine.rules.RuleBook;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.Values;
import io.tablekeep.engine.state.patch.ThreeWay;
import io.tablekeep.sdk.state.Pointer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Branches and previews as JSON, for those who run the game; bounded. What each has is told at
 * {@link io.tablekeep.engine.TimeQuery}.
 */
public final class Telling {
  /** Places that are named at most. */
  private static final int MOST = 500;

  /** Values that are longer are left out. */
  private static final int LONG = 20_000;

  private Telling() {}

  /**
   * The branches of a document.
   *
   * @param root the document
   * @param id its id
   * @param version its version
   * @return {@code {"head", "of"?, "branches": […]}}
   */
  public static byte[] branches(JsonObject root, String id, long version) {
    JsonWriter out = new JsonWriter().object().key("head").number(version);
    if (root.get("branchOf") instanceof JsonObject of) {
      out.key("of").value(of);
    }
    out.key("line").array();
    for (Ancestry.Point each : Ancestry.of(root, id, version).line()) {
      point(out, each);
    }
    out.endArray().key("most").number(Branches.MOST).key("branches").array();
    for (Map.Entry<String, Branch> each : Branches.of(root).all().entrySet()) {
      JsonObject tree = each.getValue().tree(0);
      out.value(tree.with("key", each.getKey(), 0));
    }
    return out.endArray().endObject().toBytes();
  }

  private static void point(JsonWriter out, Ancestry.Point point) {
    out.object().key("campaign").value(point.campaign());
    out.key("version").number(point.version()).endObject();
  }

  /**
   * What a return would do.
   *
   * @param returning the return
   * @param book the rules
   * @param head the document as it stands
   * @param version its version
   * @param context when it would be
   * @param fits whether effects fit into an entry
   * @return the preview
   */
  public static byte[] returning(
      Returning returning,
      RuleBook book,
      JsonObject head,
      long version,
      RoundContext context,
      Predicate<List<Effect>> fits) {
    Returning.Plan plan = returning.plan(book, head, context);
    Since.Found found = returning.found();
    JsonWriter out = new JsonWriter().object();
    out.key("to").number(returning.wish().to()).key("head").number(version);
    out.key("scope").value(word(returning.wish().scope()));
    out.key("at").value(found.then().time().toString());
    out.key("entries").number(found.entries()).key("by").object();
    found.deeds().forEach((who, count) -> out.key(who).number(count));
    out.endObject();
    effects(out, plan.effects(), head, "now", "then");
    out.key("dependents").array();
    for (Dependent each : found.dependents()) {
      out.object().key("version").number(each.version()).key("at").value(each.at().toString());
      out.key("by").value(each.by()).key("action").value(each.action());
      places(out, "touches", each.touches());
      places(out, "leaves", each.leaves());
      out.endObject();
    }
    out.endArray().key("moreDependents").number(found.more());
    places(out, "mended", plan.mended());
    out.key("asks").array();
    if (head.get("asks") instanceof JsonObject asks) {
      for (JsonObject.Cursor ask = asks.cursor(); ask.next(); ) {
        if (returning.ends(head, ask.key())) {
          out.object().key("key").value(ask.key());
          value(out, "by", Trees.get(ask.value(), "sent", "by"));
          value(out, "summary", Trees.get(ask.value(), "sent", "summary"));
          out.endObject();
        }
      }
    }
    out.endArray().key("stays").array();
    Extent.STAYS.forEach(out::value);
    Extent.CAMPAIGN_STAYS.forEach(key -> out.value("campaign/" + key));
    out.endArray().key("fits").value(fits.test(plan.effects()));
    return out.endObject().toBytes();
  }

  /**
   * What a merge would do.
   *
   * @param weaving the merge
   * @param head the document as it stands
   * @param version its version
   * @param fits whether effects fit into an entry
   * @return the preview
   */
  public static byte[] weaving(
      Weaving weaving, JsonObject head, long version, Predicate<List<Effect>> fits) {
    Weaving.Plan plan = weaving.plan(head, version);
    JsonWriter out = new JsonWriter().object();
    out.key("branch").value(weaving.wish().branch()).key("head").number(version);
    out.key("tip").number(weaving.sources().tip());
    out.key("scope").value(word(weaving.wish().scope())).key("base");
    point(out, weaving.sources().basis());
    effects(out, plan.effects(), head, "theirs", "mine");
    out.key("conflicts").array();
    int told = 0;
    for (Weaving.Met met : plan.met()) {
      if (told++ < MOST) {
        conflict(out, met);
      }
    }
    out.endArray().key("moreConflicts").number(Math.max(0, plan.met().size() - MOST));
    long open = plan.met().stream().filter(Weaving.Met::open).count();
    out.key("open").number(open);
    places(out, "mended", plan.mended());
    out.key("fits").value(fits.test(plan.effects()));
    return out.endObject().toBytes();
  }

  private static void conflict(JsonWriter out, Weaving.Met met) {
    ThreeWay.Clash clash = met.clash();
    out.object().key("path").value(clash.place().toString()).key("open").value(met.open());
    value(out, "base", clash.base());
    value(out, "theirs", clash.theirs());
    value(out, "mine", clash.mine());
    Optional<Object> both = Both.of(clash.base(), clash.theirs(), clash.mine(), 0);
    if (both.isPresent()) {
      value(out, "both", both.get());
    }
    if (met.verdict().isPresent()) {
      Referee.Verdict verdict = met.verdict().get();
      out.key("suggestion").object().key("at").value(verdict.at().toString());
      value(out, "value", verdict.value());
      out.key("sure").value(verdict.sure()).key("why").value(verdict.why()).endObject();
    }
    out.endObject();
  }

  private static void effects(
      JsonWriter out, List<Effect> effects, JsonObject head, String before, String after) {
    out.key("changes").array();
    for (Effect effect : effects.subList(0, Math.min(MOST, effects.size()))) {
      out.object().key("path").value(effect.at().toString());
      value(out, before, Trees.get(head, effect.at()));
      value(out, after, effect instanceof Effect.Put put ? put.value() : null);
      out.endObject();
    }
    out.endArray().key("moreChanges").number(Math.max(0, effects.size() - MOST));
  }

  private static void value(JsonWriter out, String key, @Nullable Object value) {
    if (value == null) {
      return;
    }
    if (Trees.weigh(value, LONG) >= LONG) {
      out.key(key + "Cut").value(Values.describe(value));
    } else {
      out.key(key).value(value);
    }
  }

  private static void places(JsonWriter out, String key, List<Pointer> places) {
    out.key(key).array();
    places.subList(0, Math.min(MOST, places.size())).forEach(at -> out.value(at.toString()));
    out.endArray();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
