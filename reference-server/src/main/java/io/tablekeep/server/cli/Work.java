package io.tablekeep.server.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
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

  final Console console() {
    CommandSpec mine = spec;
    if (mine == null) {
      throw new IllegalStateException("not made by the command line");
    }
    return new Console(mine.commandLine().getOut(), mine.commandLine().getErr());
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
