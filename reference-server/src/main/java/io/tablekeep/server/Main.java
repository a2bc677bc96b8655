package io.tablekeep.server;

import io.tablekeep.server.cli.CommandLines;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Where {@code java -jar tablekeep.jar} begins. */
public final class Main {
  private Main() {}

  /**
   * Runs the program and ends the process with its exit code.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // Vert.x would write its own lines past our log otherwise.
    System.setProperty(
        "vertx.logger-delegate-factory-class-name",
        "io.vertx.core.logging.SLF4JLogDelegateFactory");
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    System.exit(CommandLines.run(args, out, err));
  }
}
