package io.tablekeep.server.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.store.Refusal;
import io.tablekeep.sdk.store.StoreException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a command's words go. */
public final class Console {
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PrintWriter out;
  private final PrintWriter err;

  /**
   * A console.
   *
   * @param out takes results
   * @param err takes everything else
   */
  public Console(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Prints a line for people.
   *
   * @param line the line
   */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /**
   * Prints a text as it is.
   *
   * @param text the text
   */
  public void raw(String text) {
    out.print(text);
    out.flush();
  }

  /**
   * Prints a remark that is no result.
   *
   * @param line the line
   */
  public void remark(String line) {
    err.println(line);
    err.flush();
  }

  /**
   * Prints the result for programs: one line of JSON.
   *
   * @param result plain values
   */
  public void json(Map<String, ? extends @Nullable Object> result) {
    try {
      say(JSON.writeValueAsString(result));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Prints why a command failed.
   *
   * @param thrown the failure
   * @param json whether a program reads along
   * @return the exit code
   */
  public int fail(Throwable thrown, boolean json) {
    Throwable fault = thrown;
    while ((fault instanceof CompletionException || fault instanceof ExecutionException)
        && fault.getCause() != null) {
      fault = fault.getCause();
    }
    if (fault instanceof TablekeepException known) {
      return fail(
          known.code(),
          String.valueOf(known.getMessage()),
          known.field().orElse(""),
          ExitCode.of(known),
          json);
    }
    if (fault instanceof StoreException store) {
      int exit = store.reason() == Refusal.IN_USE ? ExitCode.IN_USE : ExitCode.STORAGE;
      if (store.reason() == Refusal.DAMAGED) {
        exit = ExitCode.REFUSED;
      }
      return fail(store.reason().code(), String.valueOf(store.getMessage()), "", exit, json);
    }
    if (fault instanceof NoSuchFileException missing) {
      return fail(
          "no-such-file", "There is no file " + missing.getFile(), "", ExitCode.NOT_FOUND, json);
    }
    if (fault instanceof AccessDeniedException denied) {
      return fail("file-denied", denied.getFile() + " may not be used", "", ExitCode.STORAGE, json);
    }
    if (fault instanceof java.io.IOException io) {
      return fail("file-unreadable", String.valueOf(io.getMessage()), "", ExitCode.STORAGE, json);
    }
    LOG.error("a command failed", fault);
    return fail(
        "internal-error",
        "Something went wrong that should not: " + fault.getClass().getSimpleName(),
        "",
        ExitCode.INTERNAL,
        json);
  }

  int fail(String code, String message, String field, int exit, boolean json) {
    String one = message.replaceAll("\\s*\\R\\s*", " ");
    remark("tablekeep: " + one + (field.isEmpty() ? "" : " (at " + field + ")"));
    if (json) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("error", code);
      line.put("message", one);
      if (!field.isEmpty()) {
        line.put("field", field);
      }
      line.put("exit", exit);
      json(line);
    }
    return exit;
  }
}
