package io.tablekeep.testkit;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Frame;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Seat;
import io.tablekeep.engine.SeatListener;
import io.tablekeep.engine.ViewChange;
import io.tablekeep.engine.Welcome;
import io.tablekeep.engine.state.JsonNull;
import io.tablekeep.engine.state.JsonReader;
import io.tablekeep.engine.state.JsonReader.Limits;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.patch.JsonPatch;
import io.tablekeep.engine.state.patch.MergePatch;
import io.tablekeep.sdk.model.action.AskAnswer;
import io.tablekeep.sdk.model.action.AskDecide;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One person at a {@link TestTable}: acts, and sees what a real client would see, put together from
 * the same frames.
 */
public final class TestSeat {
  private final TestTable table;
  private final String participant;
  private final Transcript transcript;
  private final Seat seat;
  private Object view = JsonNull.NULL;
  private String lastTold = "";

  TestSeat(TestTable table, Campaign campaign, String participant, Transcript transcript) {
    this.table = table;
    this.participant = participant;
    this.transcript = transcript;
    this.seat = table.await(campaign.join(participant, new Watching()));
    table.settle();
  }

  /**
   * Acts, and waits until it is decided and durable.
   *
   * @param action payload record of one of the system's actions or of a built-in one
   * @return what became of it
   * @throws AssertionError when a face was told that the die does not have
   */
  public Receipt act(Record action) {
    transcript.sends(participant, action);
    Receipt receipt = table.await(seat.act(action));
    table.settle();
    return receipt;
  }

  /**
   * Lets the one action that waits happen. For the game master, or whoever was asked.
   *
   * @return what became of that
   * @throws AssertionError unless exactly one action waits
   */
  public Receipt approve() {
    return act(new AskDecide(waiting(), true, Optional.empty()));
  }

  /**
   * Does not let the one action that waits happen.
   *
   * @param reason what its sender is told
   * @return what became of that
   * @throws AssertionError unless exactly one action waits
   */
  public Receipt decline(String reason) {
    return act(new AskDecide(waiting(), false, Optional.of(reason)));
  }

  /**
   * Answers a question of the one action that waits.
   *
   * @param question the question's key
   * @param answer the components of its answer by name
   * @return what became of that
   * @throws AssertionError unless exactly one action waits
   */
  public Receipt answer(String question, Map<String, Object> answer) {
    return act(new AskAnswer(waiting(), question, answer));
  }

  /** The code of the last receipt. */
  String lastTold() {
    return lastTold;
  }

  /**
   * What this person sees of the document.
   *
   * @return its root
   */
  public Node view() {
    return NodeView.of(view);
  }

  /**
   * What was said, as far as this person heard it.
   *
   * @return the lines, oldest first
   */
  public List<String> chat() {
    return view().at("chat").children().map(line -> line.at("text").asText()).toList();
  }

  /** Decides or answers by chance whatever waits for this person. */
  void settles(SplittableRandom chance) {
    for (String ask : asked()) {
      if (chance.nextInt(3) == 0) {
        continue;
      }
      Node waiting = view().at("asks", ask);
      List<String> questions = List.copyOf(waiting.at("questions").keys());
      if (questions.isEmpty()) {
        boolean agrees = chance.nextBoolean();
        act(new AskDecide(ask, agrees, agrees ? Optional.empty() : Optional.of("No.")));
      } else {
        String question = questions.get(chance.nextInt(questions.size()));
        Node suggestion = waiting.at("questions", question, "suggestion");
        Map<String, Object> answer = new LinkedHashMap<>();
        suggestion.keys().forEach(key -> answer.put(key, suggestion.at(key)));
        act(new AskAnswer(ask, question, answer));
      }
    }
  }

  private String waiting() {
    List<String> waiting = asked();
    if (waiting.size() != 1) {
      throw new AssertionError("exactly one action should wait, not " + waiting.size());
    }
    return waiting.get(0);
  }

  private List<String> asked() {
    // The sender of an action sees that it waits, too, but neither questions nor a proposal.
    return view()
        .at("asks")
        .children()
        .filter(ask -> !ask.at("questions").keys().isEmpty() || !isEmpty(ask.at("proposal")))
        .map(Node::key)
        .toList();
  }

  private static boolean isEmpty(Node proposal) {
    boolean unshown = proposal.at("shown").keys().isEmpty();
    return unshown && (proposal.keys().isEmpty() || proposal.keys().equals(Set.of("shown")));
  }

  private final class Watching implements SeatListener {
    @Override
    public void welcome(Welcome welcome) {
      view = JsonReader.read(welcome.state(), Limits.DOCUMENT, 0);
    }

    @Override
    public void frame(Frame frame) {
      for (Receipt receipt : frame.receipts()) {
        transcript.told(participant, receipt);
        lastTold = receipt.code();
      }
      ViewChange change = frame.change();
      if (change != null) {
        transcript.shown(participant, change);
        Object patch = JsonReader.read(change.json(), Limits.DOCUMENT, 0);
        view =
            change.isMerge()
                ? MergePatch.apply(view, patch, 0)
                : JsonPatch.parse(patch).apply(view, 0);
      }
    }

    @Override
    public void closed(String code, String message) {
      view = JsonNull.NULL;
    }
  }
}
