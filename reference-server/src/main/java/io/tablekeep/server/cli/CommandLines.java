package io.tablekeep.server.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;

/** Runs command lines. */
public final class CommandLines {
  private CommandLines() {}

  /**
   * Runs one command to its end; for the server that is when it is told to stop.
   *
   * @param args the command line
   * @param out takes results
   * @param err takes everything else
   * @return the exit code
   */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    List<String> words = Arrays.asList(args);
    boolean json = words.contains("--json");
    CommandLine line =
        new CommandLine(new Serve())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            // "--plugins plugins" names a folder, as everyone would call it.
            .setAllowSubcommandsAsOptionParameters(true)
            .setParameterExceptionHandler(
                (wrong, given) ->
                    new Console(out, err)
                        .fail(
                            "usage", wrong.getMessage() + "; see --help", "", ExitCode.USAGE, json))
            .setExecutionExceptionHandler(
                (thrown, command, parsed) -> new Console(out, err).fail(thrown, json));
    return line.execute(args);
  }
}
