package io.tablekeep.server.cli;

import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.server.load.Load;
import io.tablekeep.server.load.LoadPlan;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a server under load. */
@Command(
    name = "load",
    description = "Plays many campaigns at once and measures what a move costs.")
final class LoadCommand extends Work {
  @ArgGroup(multiplicity = "1")
  Target target = new Target();

  /** What is measured. */
  static final class Target {
    @Option(
        names = "--url",
        paramLabel = "URL",
        description = "A running server; the host's key is needed too.")
    @Nullable URI url;

    @Option(names = "--self", description = "A server of its own, in an empty folder.")
    boolean self;
  }

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description = "The host's key (default: that of ./tablekeep-data, or TABLEKEEP_KEY).")
  @Nullable String key;

  @Option(names = "--campaigns", description = "Campaigns at once (default: 50).")
  int campaigns = 50;

  @Option(names = "--players", description = "Sockets of each campaign (default: 6).")
  int players = 6;

  @Option(names = "--rate", description = "Moves a second in all (default: 3000).")
  int rate = 3_000;

  @Option(names = "--seconds", description = "Seconds that are measured (default: 15).")
  int seconds = 15;

  @Option(
      names = "--warmup",
      description = "Seconds played before, at 3,000 moves/s or more (default: 20).")
  int warmup = 20;

  @Option(
      names = "--state-kb",
      description = "Size of each campaign, in thousands of bytes (default: 50).")
  int stateKb = 50;

  @Option(
      names = "--baseline",
      description = "'relay' measures a relay that only copies frames as well.")
  @Nullable String baseline;

  @Option(
      names = "--encoding",
      description = "'cbor', the compact one, or 'json', for server and relay (default: cbor).")
  String encoding = "cbor";

  @Option(
      names = "--through",
      split = ",",
      paramLabel = "URLS",
      description =
          "Nodes whose sockets the players take in turn, and whose processor time counts as well,"
              + " separated by commas (default: that of --url).")
  List<URI> through = List.of();

  @Option(
      names = "--timeline",
      description = "Tell the stretches of 100 ms in which the slowest deliveries were due.")
  boolean timeline;

  @Override
  int work(Console console) throws Exception {
    positive("--campaigns", campaigns, 5_000);
    positive("--rate", rate, 1_000_000);
    positive("--seconds", seconds, 3_600);
    positive("--warmup", warmup, 3_600);
    positive("--state-kb", stateKb, 60_000);
    if (players < 2 || players > 20) {
      throw usage("--players is from 2 to 20.");
    }
    if (baseline != null && !baseline.equals("relay")) {
      throw usage("The only baseline is 'relay'.");
    }
    if (!encoding.equals("cbor") && !encoding.equals("json")) {
      throw usage("--encoding is cbor or json.");
    }
    LoadPlan plan =
        new LoadPlan(
            campaigns,
            players,
            rate,
            seconds,
            Duration.ofSeconds(warmup),
            stateKb,
            baseline != null,
            encoding,
            through,
            timeline);
    URI url = target.url;
    Map<String, Object> figures =
        url == null ? new Load(plan).self() : new Load(plan).url(url, HostKey.of(key, url));
    if (json) {
      console.json(figures);
    } else {
      figures.forEach((name, value) -> console.say(String.format("%-24s %s", name, value)));
    }
    return ExitCode.OK;
  }

  private static void positive(String option, int value, int most) {
    if (value < 1 || value > most) {
      throw usage(option + " is from 1 to " + most + ".");
    }
  }

  private static TablekeepException usage(String message) {
    return new TablekeepException(ErrorKind.USER, "usage", message);
  }
}
