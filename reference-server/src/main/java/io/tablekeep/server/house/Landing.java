package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.JsonWriter;
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

/** Where an importer's changes land: in a campaign that is there, or in a new one. Used once. */
final class Landing {
  private final Engine engine;
  private String campaign = "";
  private boolean created;

  Landing(Engine engine) {
    this.engine = engine;
  }

  String campaign() {
    return campaign;
  }

  boolean created() {
    return created;
  }

  /** Puts the changes down and says what the campaign is then. */
  Campaign.State put(Changes changes, Optional<String> wanted, String format, String file) {
    campaign = wanted.orElseGet(() -> free(slug(file)));
    if (!DocumentId.isValid(campaign)) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-campaign-id",
          "A campaign's id is 1 to 64 lower-case letters, digits and hyphens.");
    }
    if (exists(campaign)) {
      Receipt unused =
          engine
              .open(campaign)
              .join()
              .amend("import." + format, Map.of("file", file), changes)
              .join()
              .orThrow();
    } else {
      begin(changes, file);
    }
    return engine.open(campaign).join().state().join();
  }

  private boolean exists(String id) {
    return engine.campaigns().join().contains(DocumentId.campaign(id));
  }

  /** Only who names a campaign means one that is there. */
  private String free(String id) {
    String name = id;
    for (int i = 2; exists(name); i++) {
      name = id + "-" + i;
    }
    return name;
  }

  private void begin(Changes changes, String file) {
    created = true;
    String title = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
    CampaignDocument empty =
        CampaignDocument.begin(
            campaign,
            CampaignInfo.of(
                title.isBlank() ? campaign : title,
                Optional.empty(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS)),
            Map.of("gm", Member.of("Game master", Role.GM)));
    Drafting draft = new Drafting(Records.writeRecord(empty, 1), 1);
    draft.apply(changes);
    Campaign unused = engine.create(campaign, JsonWriter.bytes(draft.root())).join();
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
