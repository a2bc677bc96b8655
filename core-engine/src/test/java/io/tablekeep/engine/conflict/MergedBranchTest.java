package io.tablekeep.engine.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.TimeQuery;
import io.tablekeep.engine.Welcome;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.action.world.ActorEdit;
import io.tablekeep.sdk.model.time.BranchCreate;
import io.tablekeep.sdk.model.time.BranchMerge;
import io.tablekeep.sdk.model.time.BranchMerge.Take;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What both sides of a merge changed is put before the engine's resolvers first. */
class MergedBranchTest {
  private static ActorEdit named(String actor, String name) {
    return new ActorEdit(
        new ActorRef(actor),
        Optional.of(name),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of());
  }

  private static Receipt act(SheetTable table, Campaign campaign, Record payload) {
    Seat seat = table.await(campaign.join("gm", new Deaf()));
    Receipt receipt = table.await(seat.act(payload));
    seat.leave();
    return receipt;
  }

  private static String actor(SheetTable table) {
    return table.await(table.campaign.look()).at("actors").keys().iterator().next();
  }

  private static String name(SheetTable table) {
    return table.await(table.campaign.look()).at("actors", actor(table), "name").asText();
  }

  private static BranchMerge parted(SheetTable table) {
    act(table, table.campaign, new BranchCreate("What if", 0));
    String key = table.await(table.campaign.look()).at("branches").keys().iterator().next();
    Campaign branch =
        table.await(table.engine.branch("night", "gm", key).thenCompose(table.engine::open));
    assertEquals("ok", act(table, table.campaign, named(actor(table), "Here")).code());
    assertEquals("ok", act(table, branch, named(actor(table), "There")).code());
    return BranchMerge.of(key, Map.of());
  }

  private static String preview(SheetTable table, BranchMerge wish) {
    return new String(
        table.await(table.campaign.past().time("gm", new TimeQuery.Merging(wish))),
        StandardCharsets.UTF_8);
  }

  @Test
  void whatAResolverIsSureOfIsMergedWithoutAChoice() {
    SheetTable table = new SheetTable(Stranger.later(0.95, "field", "stats", "narrative"));
    BranchMerge wish = parted(table);
    String told = preview(table, wish);
    assertTrue(told.contains("The later one is meant.") && told.contains("\"sure\":true"), told);
    assertTrue(told.contains("\"open\":0"), told);
    assertEquals("ok", act(table, table.campaign, wish).code());
    assertEquals("There", name(table));
  }

  @Test
  void aGuessIsASuggestionAndAChoiceIsStrongerThanAnyResolver() {
    SheetTable table = new SheetTable(Stranger.later(0.5, "field", "stats", "narrative"));
    BranchMerge wish = parted(table);
    String told = preview(table, wish);
    assertTrue(told.contains("\"sure\":false") && told.contains("\"open\":1"), told);
    assertEquals("merge-conflicts", act(table, table.campaign, wish).code());
    table = new SheetTable(Stranger.later(1, "field", "stats", "narrative"));
    wish = parted(table);
    BranchMerge mine =
        BranchMerge.of(wish.branch(), Map.of("/actors/" + actor(table), Take.THEIRS));
    assertEquals("ok", act(table, table.campaign, mine).code());
    assertEquals("Here", name(table));
  }

  private static final class Deaf implements SeatListener {
    @Override
    public void welcome(Welcome welcome) {}

    @Override
    public void frame(Frame frame) {}

    @Override
    public void closed(String code, String message) {}
  }
}
