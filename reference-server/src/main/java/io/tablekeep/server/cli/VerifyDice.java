package io.tablekeep.server.cli;

import io.tablekeep.engine.dice.check.DiceFault;
import io.tablekeep.engine.dice.check.DiceReport;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.dice.DiceFiles;
import io.tablekeep.server.dice.DiceServer;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks dice without trusting the server they fell on. */
@Command(
    name = "verify-dice",
    description = {
      "Reckons all dice of a campaign again, from the seeds that were shown, the nonces and the",
      "counters, and lists every fault with its place; exit code 1 when there is any.",
      "FILE is an exported archive, a journal.jsonl, or what /api/campaigns/ID/dice answered."
    })
final class VerifyDice extends Work {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "What to check.")
  @Nullable Path file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "Ask a running server instead: the whole link of a seat, or of the table.")
  @Nullable URI url;

  @Option(
      names = "--seat",
      paramLabel = "TOKEN",
      description = "The seat's token (default: that of the link).")
  @Nullable String seat;

  @Override
  int work(Console console) throws Exception {
    Path from = file;
    URI link = url;
    if ((from == null) == (link == null)) {
      throw new TablekeepException(
          ErrorKind.USER, "usage", "Name a FILE or a --url, one of the two.");
    }
    DiceReport report =
        from != null
            ? DiceFiles.check(from)
            : new DiceServer(java.util.Objects.requireNonNull(link), seat).check();
    if (json) {
      console.json(line(report));
    } else {
      say(console, report);
    }
    return report.sound() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static void say(Console console, DiceReport report) {
    for (DiceReport.Epoch each : report.epochs()) {
      console.say(
          "epoch %d: %s, %d rolls, %d proven, %d nonces"
              .formatted(each.epoch(), each.state(), each.rolls(), each.proven(), each.nonces()));
    }
    report.notes().forEach(note -> console.say("note: " + note));
    for (DiceFault each : report.faults()) {
      console.say(each.code() + " at " + each.where() + ": " + each.message());
    }
    console.say(report.sound() ? "No fault." : report.faults().size() + " faults.");
  }

  private static Map<String, Object> line(DiceReport report) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("sound", report.sound());
    line.put("campaign", report.campaign());
    List<Object> epochs = new ArrayList<>();
    for (DiceReport.Epoch each : report.epochs()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("epoch", each.epoch());
      one.put("state", each.state());
      one.put("rolls", each.rolls());
      one.put("proven", each.proven());
      one.put("nonces", each.nonces());
      epochs.add(one);
    }
    line.put("epochs", epochs);
    List<Object> faults = new ArrayList<>();
    for (DiceFault each : report.faults()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("code", each.code());
      one.put("where", each.where());
      one.put("message", each.message());
      faults.add(one);
    }
    line.put("faults", faults);
    line.put("notes", report.notes());
    return line;
  }
}
