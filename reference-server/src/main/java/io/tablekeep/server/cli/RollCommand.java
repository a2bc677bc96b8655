package io.tablekeep.server.cli;

import io.tablekeep.sdk.dice.Dialect;
import io.tablekeep.sdk.dice.DieSource;
import io.tablekeep.server.dice.DiceAnswers;
import io.tablekeep.server.dice.DiceLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Rolls dice. */
@Command(
    name = "roll",
    description = {
      "Rolls dice notations, and tells what may come of them.",
      "Without a NOTATION it reads lines of JSON, {notation, dice?, dialect?}, from standard input",
      "and answers each with one line, {total, dice, text, min, max, mean} or {error, message, at};",
      "min, max and mean are null where they are open."
    })
final class RollCommand extends Work {
  @Parameters(paramLabel = "NOTATION", description = "Such as 4d6kh3+2.")
  List<String> notations = List.of();

  @Option(names = "--dialect", paramLabel = "D", description = "standard (the default) or foundry.")
  String dialect = "";

  @Option(
      names = "--dice",
      split = ",",
      paramLabel = "FACE",
      description = "Faces that have fallen, for each notation anew; the surplus is ignored.")
  long @Nullable [] dice;

  @Override
  int work(Console console) throws IOException {
    Dialect.named(dialect);
    SecureRandom random = new SecureRandom();
    DiceAnswers answers = new DiceAnswers(DieSource.of(random::nextLong));
    if (notations.isEmpty()) {
      BufferedReader lines =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      new DiceLines(answers, dialect).run(lines, console::json);
      return ExitCode.OK;
    }
    int exit = ExitCode.OK;
    for (String notation : notations) {
      Map<String, @Nullable Object> answer =
          answers.answer(notation, dialect, Optional.ofNullable(dice));
      exit = answer.containsKey("error") ? ExitCode.REFUSED : exit;
      tell(console, answer);
    }
    return exit;
  }

  private void tell(Console console, Map<String, @Nullable Object> answer) {
    Object code = answer.get("error");
    if (json) {
      console.json(answer);
    } else if (code != null) {
      console.remark("tablekeep: " + answer.get("message"));
    } else {
      console.say(answer.get("text") + range(answer));
    }
  }

  private static String range(Map<String, @Nullable Object> answer) {
    Object mean = answer.get("mean");
    return "  ("
        + answer.get("min")
        + " to "
        + answer.get("max")
        + (mean == null ? ")" : ", on average " + mean + ")");
  }
}
