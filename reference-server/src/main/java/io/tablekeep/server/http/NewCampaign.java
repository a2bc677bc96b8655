package io.tablekeep.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tablekeep.engine.Campaign;
import io.tablekeep.engine.Engine;
import io.tablekeep.sdk.error.ErrorKind;
import io.tablekeep.sdk.error.TablekeepException;
import io.tablekeep.sdk.game.Role;
import io.tablekeep.sdk.model.document.CampaignDocument;
import io.tablekeep.sdk.model.document.CampaignInfo;
import io.tablekeep.sdk.model.document.Member;
import io.tablekeep.sdk.state.DocumentId;
import io.vertx.core.buffer.Buffer;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a host asks for: a campaign of a whole document, or an empty one of a name. */
sealed interface NewCampaign {
  /** Makes it. */
  CompletableFuture<Campaign> create(Engine engine);

  /** A document somebody wrote; the engine checks it. */
  @SuppressWarnings("ArrayRecordComponent")
  record Whole(String id, byte[] json) implements NewCampaign {
    @Override
    public CompletableFuture<Campaign> create(Engine engine) {
      return engine.create(id, json);
    }
  }

  /** A fresh one. */
  record Fresh(String id, CampaignDocument document) implements NewCampaign {
    @Override
    public CompletableFuture<Campaign> create(Engine engine) {
      return engine.create(id, document);
    }
  }

  /** Reads the body of the request. */
  static NewCampaign read(Buffer body) {
    ObjectNode wanted = Answers.object(body);
    if (wanted.get("campaign") instanceof ObjectNode) {
      return new Whole(id(wanted, Answers.text(wanted, "id")), body.getBytes());
    }
    String name = Answers.text(wanted, "name");
    String id = wanted.has("id") ? Answers.text(wanted, "id") : slug(name);
    Optional<String> system =
        wanted.has("system") ? Optional.of(Answers.text(wanted, "system")) : Optional.empty();
    Map<String, Member> members = new LinkedHashMap<>();
    JsonNode given = wanted.path("participants");
    if (given.isEmpty()) {
      members.put("gm", Member.of("Game master", Role.GM));
    }
    for (JsonNode each : given) {
      if (!(each instanceof ObjectNode member)) {
        throw bad("A participant is {name, role}.", "/participants");
      }
      String role = member.has("role") ? Answers.text(member, "role") : "player";
      String key = members.isEmpty() && role.equals("gm") ? "gm" : "p" + (members.size() + 1);
      members.put(
          member.has("id") ? Answers.text(member, "id") : key,
          Member.of(Answers.text(member, "name"), role(role)));
    }
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    return new Fresh(
        id(wanted, id), CampaignDocument.begin(id, CampaignInfo.of(name, system, now), members));
  }

  private static Role role(String text) {
    for (Role role : Role.values()) {
      if (CampaignRoutes.role(role).equals(text)) {
        return role;
      }
    }
    throw bad("A role is gm, co-gm, player or spectator.", "/participants");
  }

  private static String id(ObjectNode wanted, String id) {
    if (!DocumentId.isValid(id)) {
      throw bad(
          "A campaign's id is 1 to 64 lower-case letters, digits and hyphens.",
          wanted.has("id") ? "/id" : "/name");
    }
    return id;
  }

  private static String slug(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
    String cut = plain.length() > 40 ? plain.substring(0, 40) : plain;
    String chance = Integer.toString(new SecureRandom().nextInt(36 * 36 * 36 * 36), 36);
    return (cut.isEmpty() ? "campaign" : cut) + "-" + chance;
  }

  private static TablekeepException bad(String message, String field) {
    return new TablekeepException(ErrorKind.USER, "bad-request", message, field);
  }
}
