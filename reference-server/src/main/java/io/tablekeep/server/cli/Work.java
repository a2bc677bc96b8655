package io.tablekeep.server.cli;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What all commands have: a console, and the choice of JSON. */
abstract class Work implements Callable<Integer> {
  @Option(
      names = "--json",
      description = "Print the result as one line of JSON, last on standard output.")
  boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Spec private @Nullable CommandSpec spec;

  private CommandLine line() {
    CommandSpec mine = spec;
    if (mine == null) {
      throw new IllegalStateException("not made by the command line");
    }
    return mine.commandLine();
  }

  final Console console() {
    return new Console(line().getOut(), line().getErr());
  }

  /** The options that stand on the command line, by their names without the dashes. */
  final Map<String, String> given() {
    Map<String, String> given = new HashMap<>();
    for (OptionSpec option : line().getParseResult().matchedOptions()) {
      Object value = option.getValue();
      given.put(option.longestName().substring(2), String.valueOf(value));
    }
    return given;
  }

  @Override
  public final Integer call() {
    try {
      return work(console());
    } catch (Exception e) {
      return console().fail(e, json);
    }
  }

  /** Does it. What is thrown is said in one line. */
  abstract int work(Console console) throws Exception;
}
