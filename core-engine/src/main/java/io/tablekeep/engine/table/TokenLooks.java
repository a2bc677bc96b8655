package io.tablekeep.engine.table;

import static io.tablekeep.engine.table.Rulings.gm;

import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.geometry.Point;
import io.tablekeep.sdk.model.LayerRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.model.action.token.TokenDuplicate;
import io.tablekeep.sdk.model.action.token.TokenEdit;
import io.tablekeep.sdk.model.action.token.TokenHide;
import io.tablekeep.sdk.model.action.token.TokenLayer;
import io.tablekeep.sdk.model.action.token.TokenLight;
import io.tablekeep.sdk.model.action.token.TokenRaise;
import io.tablekeep.sdk.model.action.token.TokenResize;
import io.tablekeep.sdk.model.action.token.TokenRotate;
import io.tablekeep.sdk.state.Changes;
import io.tablekeep.sdk.state.Node;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a token looks like, who sees it, and more of the same. */
final class TokenLooks {
  private TokenLooks() {}

  static void define(SystemDefinition system) {
    system.action("token.rotate", TokenRotate.class, TokenLooks::rotate).offline(true);
    system.action("token.raise", TokenRaise.class, TokenLooks::raise);
    system.action("token.light", TokenLight.class, TokenLooks::light);
    gm(system.action("token.resize", TokenResize.class, TokenLooks::resize));
    gm(system.action("token.layer", TokenLayer.class, TokenLooks::layer));
    gm(system.action("token.edit", TokenEdit.class, TokenLooks::edit)).edit();
    gm(system.action("token.hide", TokenHide.class, TokenLooks::hide));
    gm(system.action("token.duplicate", TokenDuplicate.class, TokenLooks::duplicate));
  }

  private static Decision rotate(Table table, TokenRotate rotate) {
    return Rulings.set(table, rotate.token().pointer(), "rotation", rotate.rotation());
  }

  private static Decision raise(Table table, TokenRaise raise) {
    return Rulings.set(table, raise.token().pointer(), "elevation", raise.elevation());
  }

  private static Decision light(Table table, TokenLight light) {
    return Rulings.set(table, light.token().pointer(), "light", light.light());
  }

  private static Decision resize(Table table, TokenResize resize) {
    return Edit.of(table.state().at(resize.token().pointer()))
        .set("width", Optional.of(resize.width()))
        .set("height", Optional.of(resize.height()))
        .decide();
  }

  private static Decision layer(Table table, TokenLayer layer) {
    if (layer.layer().isPresent() && !layer.layer().get().map().equals(layer.token().map())) {
      return Rulings.refuse("other-map", "That layer is on another map.", "layer");
    }
    return Rulings.set(table, layer.token().pointer(), "layer", layer.layer().map(LayerRef::id));
  }

  private static Decision edit(Table table, TokenEdit edit) {
    return Edit.of(table.state().at(edit.token().pointer()))
        .clear(edit.clear().contains(TokenEdit.Part.ACTOR), "actor")
        .clear(edit.clear().contains(TokenEdit.Part.NAME), "name")
        .clear(edit.clear().contains(TokenEdit.Part.PICTURE), "picture")
        .clear(edit.clear().contains(TokenEdit.Part.VISION), "vision")
        .set("actor", edit.actor())
        .set("name", edit.name())
        .set("picture", edit.picture())
        .set("vision", edit.vision())
        .decide();
  }

  private static Decision hide(Table table, TokenHide hide) {
    Changes changes = Changes.none();
    for (TokenRef token : hide.tokens()) {
      changes = changes.set(token.pointer().child("hidden"), hide.hidden());
    }
    return Decision.apply(changes);
  }

  @SuppressWarnings("unchecked") // an object as plain Java has texts for keys
  private static Decision duplicate(Table table, TokenDuplicate duplicate) {
    Node original = table.state().at(duplicate.token().pointer());
    Node tokens = table.state().at("maps", duplicate.token().map(), "tokens");
    if (tokens.size() + duplicate.count() > Tokens.MOST) {
      return Rulings.refuse("too-many-tokens", "No more tokens fit on this map.", "count");
    }
    double step = original.at("width").asDouble(1);
    double x = original.at("x").asDouble() + step;
    Point first = duplicate.at().orElse(new Point(x, original.at("y").asDouble()));
    Changes changes = Changes.none();
    for (int i = 0; i < duplicate.count(); i++) {
      Map<String, Object> copy = new LinkedHashMap<>((Map<String, Object>) original.value());
      copy.put("x", Math.min(Point.FARTHEST, first.x() + i * step));
      copy.put("y", first.y());
      changes = changes.set(tokens.at(table.newId()), copy);
    }
    return Decision.apply(changes);
  }
}
