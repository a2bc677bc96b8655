package io.tablekeep.server.house;

import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.engine.Receipt;
import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.JsonWriter;
import io.tablekeep.engine.state.bind.NodeView;
import io.tablekeep.engine.state.bind.Records;
import io.tablekeep.sdk.asset.Asset;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignAsset;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.DocumentId;
import io.tablekeep.sdk.state.Node;
import io.tablekeep.sdk.state.Pointer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an importer's changes land: in a campaign that is there, or in a new one. Used once. */
final class Landing {
  private static final Set<String> SHOWN_LATER = Set.of("maps", "actors");
  private static final Node NOTHING = NodeView.of(JsonObject.empty(0));

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

  /** Puts the changes and files down, and says what the campaign is then. */
  Campaign.State put(
      Changes brought, List<Asset> files, Optional<String> wanted, String format, String file) {
    campaign = wanted.orElseGet(() -> free(slug(file)));
    if (!DocumentId.isValid(campaign)) {
      throw new TablekeepException(
          ErrorKind.USER,
          "bad-campaign-id",
          "A campaign's id is 1 to 64 lower-case letters, digits and hyphens.");
    }
    if (exists(campaign)) {
      Campaign open = engine.open(campaign).join();
      Node there = open.look().join();
      Changes changes = unseen(there, with(files, there.at("assets"), brought));
      Receipt unused =
          open.amend("import." + format, Map.of("file", file), changes).join().orThrow();
    } else {
      begin(with(files, NOTHING, brought), file);
    }
    return engine.open(campaign).join().state().join();
  }

  /** Maps and actors that come to a table people sit at are not theirs to see until shown. */
  private static Changes unseen(Node there, Changes brought) {
    Changes changes = brought;
    for (Changes.Change change : brought.list()) {
      if (change instanceof Changes.Change.Put put
          && put.at().size() == 2
          && SHOWN_LATER.contains(put.at().key(0))
          && !there.at(put.at()).exists()) {
        changes = changes.set(put.at().child("hidden"), true);
      }
    }
    return changes;
  }

  /** A file that the campaign has already stays whose it is. */
  private static Changes with(List<Asset> files, Node known, Changes brought) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Changes changes = brought;
    for (Asset file : files) {
      String name = file.id().sha256();
      if (!known.at(name).exists()) {
        changes = changes.set(Pointer.of("assets", name), CampaignAsset.brought(file, now));
      }
    }
    return changes;
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
