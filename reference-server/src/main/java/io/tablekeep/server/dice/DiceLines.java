package io.tablekeep.server.dice;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Answers lines of JSON, {@code {notation, dice?, dialect?}}, one line each, in order. */
public final class DiceLines {
  /** Characters of a line; a longer one is answered with an error. */
  static final int LONGEST = 1_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final DiceAnswers answers;
  private final String dialect;

  /**
   * A reader of lines.
   *
   * @param answers what rolls
   * @param dialect name of the dialect of lines that name none; may be empty
   */
  public DiceLines(DiceAnswers answers, String dialect) {
    this.answers = answers;
    this.dialect = dialect;
  }

  /**
   * Answers until the lines end. What is wrong with one line is its answer.
   *
   * @param in the lines
   * @param out takes the answers
   * @throws IOException when reading fails
   */
  public void run(Reader in, Consumer<Map<String, @Nullable Object>> out) throws IOException {
    StringBuilder line = new StringBuilder();
    boolean open = false;
    for (int c = in.read(); c >= 0; c = in.read()) {
      open = c != '\n';
      if (!open) {
        out.accept(answer(line));
        line.setLength(0);
      } else if (line.length() <= LONGEST) {
        line.append((char) c);
      }
    }
    if (open) {
      out.accept(answer(line));
    }
  }

  private Map<String, @Nullable Object> answer(CharSequence line) {
    if (line.length() > LONGEST) {
      return DiceAnswers.error(
          "line-too-long", "A line has at most " + LONGEST + " characters.", LONGEST);
    }
    JsonNode question;
    try {
      question = JSON.readTree(line.toString());
    } catch (JsonProcessingException e) {
      long at = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
      return DiceAnswers.error("bad-json", "This line is no JSON.", (int) at);
    }
    if (!question.path("notation").isTextual()) {
      return DiceAnswers.error("no-notation", "A line needs a \"notation\" that is text.", 0);
    }
    JsonNode named = question.path("dialect");
    if (!named.isMissingNode() && !named.isNull() && !named.isTextual()) {
      return DiceAnswers.error("bad-dialect", "A \"dialect\" is the name of one.", 0);
    }
    JsonNode dice = question.path("dice");
    Optional<long[]> faces = Optional.empty();
    if (!dice.isMissingNode() && !dice.isNull()) {
      faces = faces(dice);
      if (faces.isEmpty()) {
        return DiceAnswers.error("bad-dice", "\"dice\" are whole numbers in an array.", 0);
      }
    }
    return answers.answer(
        question.path("notation").textValue(),
        named.isTextual() ? named.textValue() : dialect,
        faces);
  }

  private static Optional<long[]> faces(JsonNode dice) {
    if (!dice.isArray()) {
      return Optional.empty();
    }
    long[] faces = new long[dice.size()];
    for (int i = 0; i < faces.length; i++) {
      JsonNode one = dice.get(i);
      if (!one.isNumber() || !one.canConvertToExactIntegral() || !one.canConvertToLong()) {
        return Optional.empty();
      }
      faces[i] = one.longValue();
    }
    return Optional.of(faces);
  }
}
