package io.tablekeep.engine.rules;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.ActorRef;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks what a payload refers to. A reference to what its sender cannot see, or may not use, is
 * refused exactly like one to what does not exist.
 */
final class References {
  private static final ClassValue<List<Component>> COMPONENTS =
      new ClassValue<>() {
        @Override
        protected List<Component> computeValue(Class<?> type) {
          return componentsOf(type);
        }
      };

  private record Component(RecordComponent component, boolean mine) {
    Object value(Record payload) {
      try {
        return component.getAccessor().invoke(payload);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("cannot read " + component, e);
      }
    }
  }

  private References() {}

  private static List<Component> componentsOf(Class<?> type) {
    List<Component> found = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      boolean mine = component.isAnnotationPresent(Mine.class);
      if (mine
          || Ref.class.isAssignableFrom(component.getType())
          || component.getType() == Optional.class) {
        component.getAccessor().setAccessible(true);
        found.add(new Component(component, mine));
      }
    }
    return List.copyOf(found);
  }

  static Optional<Decision.Reject> check(JsonObject root, RoundContext context, Record payload) {
    for (Component component : COMPONENTS.get(payload.getClass())) {
      Object value = component.value(payload);
      if (value instanceof Optional<?> maybe) {
        if (maybe.isEmpty()) {
          continue;
        }
        value = maybe.get();
      }
      if (value instanceof Ref ref) {
        Participant by = context.by();
        boolean there = context.sight().sees(root, by, ref.pointer());
        boolean usable = !component.mine() || by.role().runsGame() || owns(root, by, ref);
        if (!there || !usable) {
          return Optional.of(
              new Decision.Reject(
                  "no-such-thing",
                  "There is nothing of that name that you could use.",
                  component.component().getName()));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean owns(JsonObject root, Participant by, Ref ref) {
    Pointer owner;
    if (ref instanceof ActorRef actor) {
      owner = actor.pointer().child("owner");
    } else if (ref instanceof TokenRef token) {
      if (!(Trees.get(root, token.pointer().child("actor")) instanceof String actor)) {
        return false;
      }
      owner = Pointer.of("actors", actor, "owner");
    } else {
      owner = ref.pointer().child("owner");
    }
    return by.id().equals(Trees.get(root, owner));
  }
}
