package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where an importer's changes land: a new campaign that begins with them. Used once. */
final class Landing {
  private final Engine engine;
  private String campaign = "";

  Landing(Engine engine) {
    this.engine = engine;
  }

  String campaign() {
    return campaign;
  }

  /** Puts the changes down and says what the campaign is then. */
  Campaign.State put(Changes changes, Optional<String> wanted, String file) {
    campaign = wanted.orElseGet(() -> slug(file));
    if (!DocumentId.isValid(campaign)) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-campaign-id",
          "A campaign's id is 1 to 64 lower-case letters, digits and hyphens.");
    }
    if (engine.campaigns().join().contains(DocumentId.campaign(campaign))) {
      throw new TablekeepException(
          ErrorKind.USER,
          "campaign-exists",
          "There is a campaign \"" + campaign + "\" already; give the import another name.");
    }
    String title = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    CampaignDocument empty =
        CampaignDocument.begin(
            campaign,
            CampaignInfo.of(
                title.isBlank() ? campaign : title,
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS)),
            Map.of("gm", Member.of("Game master", Role.GM)));
    JsonObject root = Records.writeRecord(empty, 1);
    for (Changes.Change change : changes.list()) {
      root = with(root, change);
    }
    return engine.create(campaign, JsonWriter.bytes(root)).join().state().join();
  }

  private static JsonObject with(JsonObject root, Changes.Change change) {
    if (change instanceof Changes.Change.Put put) {
      Object old = Trees.get(root, put.at());
      return Trees.put(root, put.at(), Records.onto(old, put.value(), 1), 1);
    }
    if (change instanceof Changes.Change.Remove remove) {
      return Trees.remove(root, remove.at(), 1);
    }
    throw new TablekeepException(
        ErrorKind.PLUGIN, "import-change", "An import puts and removes; this does something else.");
  }

  private static String slug(String file) {
    String plain =
        file.toLowerCase(Locale.ROOT)
            .replaceAll("\\.[a-z0-9_]*$", "")
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-+|-+$", "");
    return plain.isEmpty() ? "import" : plain.substring(0, Math.min(40, plain.length()));
  }
}
