package io.tablekeep.server.cli;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tablekeep.engine.journal.JournalOptions;
import io.tablekeep.engine.journal.Journals;
import io.tablekeep.engine.journal.entry.Damage;
import io.tablekeep.engine.journal.recovery.Verification;
import io.tablekeep.engine.runtime.vertx.VertxRuntime;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.store.CampaignStore;
import io.tablekeep.sdk.store.DocumentInfo;
import io.tablekeep.sdk.store.Page;
import io.tablekeep.sdk.store.StoreHealth;
import io.tablekeep.server.house.House;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Looks for damage. */
@Command(
    name = "verify",
    description =
        "Replays every journal, compares the hashes, and lists all damage; exit code 1 when there"
            + " is any.")
final class Verify extends Work {
  private static final int PAGE = 500;

  @Mixin Settings settings = new Settings();

  @Parameters(
      arity = "0..*",
      paramLabel = "CAMPAIGN",
      description = "Only these campaigns; the store itself is checked in any case.")
  List<String> only = new ArrayList<>();

  @Override
  int work(Console console) {
    List<Map<String, Object>> campaigns = new ArrayList<>();
    List<Map<String, Object>> others = new ArrayList<>();
    List<Map<String, Object>> damages = new ArrayList<>();
    try (House house = House.open(settings.resolve());
        VertxRuntime runtime = VertxRuntime.builder().build()) {
      CampaignStore store = house.store();
      StoreHealth health =
          store
              .check(
                  found -> {
                    synchronized (damages) {
                      damages.add(damage("store", found.where(), found.message()));
                    }
                  })
              .toCompletableFuture()
              .join();
      Journals journals =
          new Journals(store, runtime, JournalOptions.DEFAULT, new SimpleMeterRegistry(), "verify");
      for (DocumentId id : wanted(store)) {
        Verification seen = journals.verify(id).toCompletableFuture().join();
        (id.kind() == DocumentId.Kind.CAMPAIGN ? campaigns : others).add(describe(seen));
        for (Damage each : seen.damages()) {
          damages.add(damage(each.code(), id + " entry " + each.position(), each.message()));
        }
        if (!json) {
          console.say(
              String.format(
                  "%-30s %8d entries  version %d  %s  %s",
                  id.kind() == DocumentId.Kind.CAMPAIGN ? id.id() : id.toString(),
                  seen.entries(),
                  seen.version(),
                  seen.sha256(),
                  seen.sound() ? "sound" : "DAMAGED"));
        }
      }
      if (json) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("sound", damages.isEmpty());
        line.put("campaigns", campaigns);
        line.put("others", others);
        line.put("damages", damages);
        line.put("documentsInStore", health.documents());
        line.put("entriesInStore", health.entries());
        console.json(line);
      } else {
        damages.forEach(
            each ->
                console.say(
                    each.get("code") + " " + each.get("where") + ": " + each.get("message")));
        console.say(damages.isEmpty() ? "No damage." : damages.size() + " damages.");
      }
    }
    return damages.isEmpty() ? ExitCode.OK : ExitCode.REFUSED;
  }

  private static List<DocumentId> all(CampaignStore store, DocumentId.Kind kind) {
    List<DocumentId> all = new ArrayList<>();
    String after = "";
    while (true) {
      Page<DocumentInfo> page = store.list(kind, after, PAGE).toCompletableFuture().join();
      page.items().forEach(info -> all.add(info.id()));
      if (!page.more()) {
        return all;
      }
      after = all.get(all.size() - 1).id();
    }
  }

  private List<DocumentId> wanted(CampaignStore store) {
    List<DocumentId> all = all(store, DocumentId.Kind.CAMPAIGN);
    if (only.isEmpty()) {
      for (DocumentId.Kind kind : DocumentId.Kind.values()) {
        if (kind != DocumentId.Kind.CAMPAIGN) {
          all.addAll(all(store, kind));
        }
      }
      return all;
    }
    List<DocumentId> chosen = new ArrayList<>();
    for (String id : only) {
      if (!DocumentId.isValid(id) || !all.contains(DocumentId.campaign(id))) {
        throw new TablekeepException(
            ErrorKind.USER, "no-such-campaign", "There is no campaign \"" + id + "\" here.");
      }
      chosen.add(DocumentId.campaign(id));
    }
    return chosen;
  }

  private static Map<String, Object> damage(String code, String where, String message) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("code", code);
    one.put("where", where);
    one.put("message", message);
    return one;
  }

  private static Map<String, Object> describe(Verification seen) {
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("id", seen.document().id());
    one.put("sound", seen.sound());
    one.put("entries", seen.entries());
    one.put("version", seen.version());
    one.put("snapshots", seen.snapshots());
    one.put("sha256", seen.sha256());
    return one;
  }
}
