package io.tablekeep.sdk.model.action.token;

import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.map.Token;
import io.tablekeep.sdk.schema.Doc;
import io.tablekeep.sdk.schema.Length;
import java.util.Optional;
import java.util.Set;

/**
 * {@code token.edit}: what a token is changes. What is absent stays as it is. For those who run the
 * game.
 *
 * @param token the token
 * @param actor whom it stands for
 * @param name what is written under it
 * @param picture what it looks like
 * @param vision how it sees
 * @param clear what shall be empty from now on; goes before what is set
 */
@Doc("Changes what a token is: for whom it stands, its name, its picture, how it sees.")
public record TokenEdit(
    TokenRef token,
    @Doc("Whom it stands for.") Optional<ActorRef> actor,
    @Doc("What is written under it.") @Length(min = 1, max = 200) Optional<String> name,
    Optional<AssetId> picture,
    @Doc("How it sees.") Optional<Token.Vision> vision,
    @Doc("What shall be empty from now on.") Set<Part> clear) {
  /** What can be empty. */
  public enum Part {
    /** Whom it stands for: it is a mere marker. */
    ACTOR,
    /** The name: it has its actor's. */
    NAME,
    /** The picture: it has its actor's portrait. */
    PICTURE,
    /** How it sees: as anybody. */
    VISION
  }
}
