package io.tablekeep.testkit;

import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.Receipt.Outcome;
import io.tablekeep.engine.state.Canonical;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of an action at a {@link TestTable}. Every method either asserts something or goes on,
 * and gives what the next is said of; whatever fails is an {@link AssertionError}.
 */
public final class Happened {
  private final TestTable table;
  private final String who;
  private final Receipt receipt;
  private final boolean isAnswer;

  Happened(TestTable table, String who, Receipt receipt) {
    this(table, who, receipt, false);
  }

  private Happened(TestTable table, String who, Receipt receipt, boolean isAnswer) {
    this.table = table;
    this.who = who;
    this.receipt = receipt;
    this.isAnswer = isAnswer;
  }

  /**
   * What the sender was told first.
   *
   * @return the receipt
   */
  public Receipt receipt() {
    return receipt;
  }

  /**
   * It happened.
   *
   * @return this
   */
  public Happened applied() {
    return outcome(Outcome.APPLIED);
  }

  /**
   * It waits for somebody.
   *
   * @return this
   */
  public Happened pending() {
    return outcome(Outcome.PENDING);
  }

  /**
   * It was refused.
   *
   * @param code the refusal's code
   * @return this
   */
  public Happened refused(String code) {
    outcome(Outcome.REFUSED);
    if (!receipt.code().equals(code)) {
      throw new AssertionError("refused as " + receipt.code() + ", not as " + code);
    }
    return this;
  }

  private Happened outcome(Outcome wanted) {
    if (receipt.outcome() != wanted) {
      throw new AssertionError(
          "it was %s (%s: %s), not %s"
              .formatted(receipt.outcome(), receipt.code(), receipt.message(), wanted));
    }
    return this;
  }

  /**
   * The game master lets it happen.
   *
   * @return what came of that
   */
  public Happened approved() {
    pending();
    return new Happened(table, who, table.gm().approve()).applied();
  }

  /**
   * The game master does not.
   *
   * @param reason what the sender is told
   * @return what came of that
   */
  public Happened declined(String reason) {
    pending();
    return new Happened(table, who, table.gm().decline(reason)).applied();
  }

  /**
   * Somebody answers a question that it asks. What comes of that may be the next question, which is
   * answered in the same way; {@link #applied} then says of the last answer that it was taken.
   *
   * @param whom who was asked
   * @param question the question's key
   * @param answer the components of its answer by name
   * @return what came of that
   */
  public Happened answered(String whom, String question, Map<String, Object> answer) {
    if (!isAnswer) {
      pending();
    }
    return new Happened(table, who, table.seat(whom).answer(question, answer), true);
  }

  /**
   * Whoever acted was told in the end what became of it.
   *
   * @param code the code of the last receipt they were given
   * @return this
   */
  public Happened told(String code) {
    String last = table.seat(who).lastTold();
    if (!last.equals(code)) {
      throw new AssertionError(who + " was told " + last + " at last, not " + code);
    }
    return this;
  }

  /**
   * The document holds something now.
   *
   * @param pointer the place
   * @param value what has to stand there
   * @return this
   */
  public Happened then(String pointer, Object value) {
    return holds("the document", table.document(), pointer, value);
  }

  /**
   * Somebody sees something now.
   *
   * @param whom who looks
   * @param pointer the place
   * @param value what they have to see there
   * @return this
   */
  public Happened seenBy(String whom, String pointer, Object value) {
    return holds("the view of " + whom, table.seat(whom).view(), pointer, value);
  }

  /**
   * Somebody sees nothing at a place.
   *
   * @param whom who looks
   * @param pointer the place
   * @return this
   */
  public Happened hiddenFrom(String whom, String pointer) {
    Node there = at(table.seat(whom).view(), pointer);
    if (there.exists()) {
      throw new AssertionError(whom + " sees " + pointer + ": " + text(there));
    }
    return this;
  }

  /**
   * Somebody heard a line as the last one of the chat.
   *
   * @param whom who listens
   * @param line what was said
   * @return this
   */
  public Happened heardBy(String whom, String line) {
    List<String> chat = table.seat(whom).chat();
    if (chat.isEmpty() || !chat.get(chat.size() - 1).equals(line)) {
      throw new AssertionError(whom + " heard " + chat + ", not at last: " + line);
    }
    return this;
  }

  /**
   * Lets time pass.
   *
   * @param time how much
   * @return this, for what is so then
   */
  public Happened pass(Duration time) {
    table.pass(time);
    return this;
  }

  /**
   * Lets somebody act next.
   *
   * @param next their key in the document
   * @param action payload record of one of the system's actions or of a built-in one
   * @return what came of it
   */
  public Happened when(String next, Record action) {
    return table.when(next, action);
  }

  /**
   * Says how the next dice fall.
   *
   * @param faces as in {@link TestTable#dice}
   * @return the table
   */
  public TestTable dice(int... faces) {
    return table.dice(faces);
  }

  private Happened holds(String where, Node root, String pointer, Object value) {
    String is = text(at(root, pointer));
    String wanted = text(Records.write(value, 0));
    if (!is.equals(wanted)) {
      throw new AssertionError(where + " has at " + pointer + ' ' + is + ", not " + wanted);
    }
    return this;
  }

  private static Node at(Node root, String pointer) {
    return root.at(Pointer.parse(pointer).keys().toArray(String[]::new));
  }

  private static String text(Node node) {
    return node.exists() ? text(((NodeView) node).tree()) : "nothing";
  }

  private static String text(Object tree) {
    return new String(Canonical.bytes(tree), StandardCharsets.UTF_8);
  }
}
