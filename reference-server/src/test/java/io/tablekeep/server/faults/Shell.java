package io.tablekeep.server.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Commands of the machine. */
final class Shell {
  private Shell() {}

  /** Runs one, a word each between blanks, and gives what it printed. */
  static String run(String command) throws IOException {
    Process process =
        new ProcessBuilder(List.of(command.split(" "))).redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IOException(command + ": " + said.strip());
      }
      return said;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it ends well here. */
  static boolean works(String command) {
    try {
      run(command);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
