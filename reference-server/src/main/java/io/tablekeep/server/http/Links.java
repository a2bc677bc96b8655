package io.tablekeep.server.http;

import io.tablekeep.sdk.state.Node;
import io.tablekeep.server.accounts.Accounts;
import io.tablekeep.server.auth.Keys;
import io.tablekeep.server.auth.SeatClaim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes the links that people sit down with. */
public final class Links {
  private final Keys keys;
  private final Accounts accounts;

  /**
   * Links under a server's keys.
   *
   * @param keys they sign the links
   * @param accounts know which older links were revoked
   */
  public Links(Keys keys, Accounts accounts) {
    this.keys = keys;
    this.accounts = accounts;
  }

  /**
   * The link of one participant.
   *
   * @param participant key of the participant
   * @param name as the table calls them
   * @param role {@code gm}, {@code co-gm}, {@code player} or {@code spectator}
   * @param token the seat token in it
   * @param url where a browser goes
   */
  public record Link(String participant, String name, String role, String token, String url) {}

  /** The link of somebody who has only just got their place; name and role are not in it. */
  Link one(String campaign, String participant, String base) {
    long now = System.currentTimeMillis() / 1_000;
    long issued = accounts.seats().issued(campaign, participant, now);
    String token = keys.seats().issue(new SeatClaim(campaign, participant, issued));
    return new Link(participant, "", "", token, base + "/c/" + campaign + "#seat=" + token);
  }

  /**
   * Makes links for participants. Not on an event loop.
   *
   * @param root the campaign's document
   * @param campaign key of the campaign
   * @param only for whom; empty for all
   * @param base what precedes the path, such as {@code http://127.0.0.1:8080}
   * @param now seconds since 1970
   * @return game masters first, then by name
   */
  public List<Link> of(Node root, String campaign, Set<String> only, String base, long now) {
    List<Link> links = new ArrayList<>();
    for (Node member : root.at("participants").children().toList()) {
      String id = member.key();
      if ((only.isEmpty() || only.contains(id)) && member.kind() == Node.Kind.OBJECT) {
        String name = text(member.at("name"), id);
        String role = text(member.at("role"), "player");
        long issued = accounts.seats().issued(campaign, id, now);
        String token = keys.seats().issue(new SeatClaim(campaign, id, issued));
        links.add(new Link(id, name, role, token, base + "/c/" + campaign + "#seat=" + token));
      }
    }
    links.sort(
        (a, b) -> {
          int byRole = Boolean.compare(runs(b), runs(a));
          return byRole != 0 ? byRole : a.name().compareTo(b.name());
        });
    return links;
  }

  private static String text(Node node, String otherwise) {
    return node.kind() == Node.Kind.TEXT ? node.asText() : otherwise;
  }

  private static boolean runs(Link link) {
    return link.role().toLowerCase(Locale.ROOT).endsWith("gm");
  }
}
