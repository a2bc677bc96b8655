package io.tablekeep.engine.rules;

import io.tablekeep.engine.state.JsonObject;
import io.tablekeep.engine.state.Trees;
import io.tablekeep.sdk.asset.AssetId;
import io.tablekeep.sdk.game.Decision;
import io.tablekeep.sdk.game.Mine;
import io.tablekeep.sdk.game.Participant;
import io.tablekeep.sdk.model.ChatRef;
import io.tablekeep.sdk.model.CombatantRef;
import io.tablekeep.sdk.model.ConditionRef;
import io.tablekeep.sdk.model.NoteRef;
import io.tablekeep.sdk.model.Ref;
import io.tablekeep.sdk.model.StackRef;
import io.tablekeep.sdk.model.TokenRef;
import io.tablekeep.sdk.schema.TextForm;
import io.tablekeep.sdk.state.Pointer;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks what a payload refers to, in lists and inner records too. A reference to what its sender
 * cannot see, or may not use, is refused exactly like one to what does not exist.
 */
public final class References {
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

  private final JsonObject root;
  private final RoundContext context;

  private References(JsonObject root, RoundContext context) {
    this.root = root;
    this.context = context;
  }

  private static List<Component> componentsOf(Class<?> type) {
    List<Component> found = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      if (mayRefer(component.getGenericType())) {
        component.getAccessor().setAccessible(true);
        found.add(new Component(component, component.isAnnotationPresent(Mine.class)));
      }
    }
    return List.copyOf(found);
  }

  /** Whether a value of this type may hold a reference somewhere. */
  private static boolean mayRefer(Type type) {
    if (type instanceof ParameterizedType generic) {
      for (Type argument : generic.getActualTypeArguments()) {
        if (mayRefer(argument)) {
          return true;
        }
      }
      return false;
    }
    return type instanceof Class<?> plain
        && (Ref.class.isAssignableFrom(plain)
            || plain == AssetId.class
            || (plain.isRecord() && !TextForm.has(plain)));
  }

  /**
   * Checks a payload.
   *
   * @param root the document
   * @param context who sent it, and who sees what
   * @param payload the payload
   * @return the refusal, if it refers to what its sender may not use
   */
  public static Optional<Decision.Reject> check(
      JsonObject root, RoundContext context, Record payload) {
    return Optional.ofNullable(new References(root, context).inside("", payload, false));
  }

  /**
   * Everything a payload names.
   *
   * @param payload the payload
   * @return the places of what it names, in no order; one may stand there twice
   */
  public static List<Pointer> named(Record payload) {
    List<Pointer> all = new ArrayList<>();
    collect(payload, all);
    return all;
  }

  private static void collect(Object value, List<Pointer> into) {
    if (value instanceof Ref ref) {
      into.add(ref.pointer());
    } else if (value instanceof Optional<?> maybe) {
      maybe.ifPresent(some -> collect(some, into));
    } else if (value instanceof Record record) {
      COMPONENTS.get(record.getClass()).forEach(each -> collect(each.value(record), into));
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, one) -> {
            collect(key, into);
            collect(one, into);
          });
    } else if (value instanceof Collection<?> elements) {
      elements.forEach(one -> collect(one, into));
    }
  }

  private Decision.@Nullable Reject inside(String field, Object value, boolean mine) {
    if (value instanceof Ref ref) {
      return check(field, ref, mine);
    } else if (value instanceof AssetId asset) {
      return check(field, asset);
    } else if (value instanceof Optional<?> maybe) {
      return maybe.isEmpty() ? null : inside(field, maybe.get(), mine);
    } else if (value instanceof Record record) {
      return record(field, record);
    } else if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String at = join(field, String.valueOf(entry.getKey()));
        Decision.Reject amiss = inside(at, entry.getKey(), mine);
        amiss = amiss == null ? inside(at, entry.getValue(), mine) : amiss;
        if (amiss != null) {
          return amiss;
        }
      }
    } else if (value instanceof Collection<?> elements) {
      int at = 0;
      for (Object element : elements) {
        Decision.Reject amiss = inside(join(field, Integer.toString(at++)), element, mine);
        if (amiss != null) {
          return amiss;
        }
      }
    }
    return null;
  }

  private Decision.@Nullable Reject record(String field, Record record) {
    for (Component each : COMPONENTS.get(record.getClass())) {
      Decision.Reject amiss =
          inside(join(field, each.component().getName()), each.value(record), each.mine());
      if (amiss != null) {
        return amiss;
      }
    }
    return null;
  }

  private static String join(String field, String key) {
    return field.isEmpty() ? key : field + '/' + key;
  }

  private Decision.@Nullable Reject check(String field, Ref ref, boolean mine) {
    Participant by = context.by();
    boolean there = context.sight().sees(root, by, ref.pointer());
    boolean usable = !mine || by.role().runsGame() || owns(by, ref);
    return there && usable ? null : nothing(field);
  }

  private static Decision.Reject nothing(String field) {
    return new Decision.Reject(
        "no-such-thing", "There is nothing of that name that you could use.", field);
  }

  /**
   * Whoever may put up a picture by its name alone would get to see it. So players name what they
   * have sent themselves.
   */
  private Decision.@Nullable Reject check(String field, AssetId asset) {
    Participant by = context.by();
    return by.role().runsGame() || Trees.get(root, "assets", asset.sha256(), "by", by.id()) != null
        ? null
        : nothing(field);
  }

  private boolean owns(Participant by, Ref ref) {
    return by.id().equals(Trees.get(root, owner(ref)));
  }

  /** Where it is said whose something is. */
  private Pointer owner(Ref ref) {
    if (ref instanceof TokenRef || ref instanceof CombatantRef) {
      return Trees.get(root, ref.pointer().child("actor")) instanceof String actor
          ? Pointer.of("actors", actor, "owner")
          : ref.pointer().child("owner");
    } else if (ref instanceof StackRef stack) {
      return Pointer.of("actors", stack.actor(), "owner");
    } else if (ref instanceof ConditionRef condition) {
      return Pointer.of("actors", condition.actor(), "owner");
    } else if (ref instanceof ChatRef) {
      return ref.pointer().child("from");
    } else if (ref instanceof NoteRef) {
      return ref.pointer().child("author");
    }
    return ref.pointer().child("owner");
  }
}
