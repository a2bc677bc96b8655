package io.tablekeep.engine.secrecy;

import io.tablekeep.engine.view.Views;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * A mistake in who sees what, in some classes of a whole engine or in all of them: the engine shows
 * it in the channels that these classes serve; the slow definition has it right.
 */
final class WrongEyes implements Leak {
  private static final List<String> ROOMS =
      List.of("io.tablekeep.engine.loop.", "io.tablekeep.engine.history.");

  /** Holds the views for many classes. */
  private static final String SHARED = "io.tablekeep.engine.loop.HouseRules";

  private final Views wrong;
  private final Set<String> where;

  /** In classes of these names; in all when none is named. */
  WrongEyes(Views wrong, String... where) {
    this.wrong = wrong;
    this.where = Set.of(where);
  }

  @Override
  public void open(Table table) {
    int[] replaced = {0};
    replace(loop(table), Collections.newSetFromMap(new IdentityHashMap<>()), replaced);
    if (replaced[0] < Math.max(1, where.size())) {
      throw new LinkageError("the engine keeps its views elsewhere");
    }
  }

  /** The campaign behind its doorway. */
  private static Object loop(Table table) {
    try {
      Field documents = table.engine().getClass().getDeclaredField("documents");
      documents.setAccessible(true);
      Object inMemory = documents.get(table.engine());
      Field field = inMemory.getClass().getDeclaredField("open");
      field.setAccessible(true);
      Map<?, ?> open = (Map<?, ?>) field.get(inMemory);
      return ((CompletableFuture<?>) open.get(table.campaign().id())).join();
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the engine keeps its campaigns elsewhere", e);
    }
  }

  private void replace(Object in, Set<Object> seen, int[] replaced) {
    if (!seen.add(in)) {
      return;
    }
    for (Class<?> c = in.getClass(); c != Object.class; c = c.getSuperclass()) {
      for (Field field : c.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
          replace(in, field, seen, replaced);
        }
      }
    }
  }

  /** What a campaign is played by, for one of those who share it. */
  private Object copy(Object rules) throws ReflectiveOperationException {
    Field book = rules.getClass().getDeclaredField("book");
    book.setAccessible(true);
    Constructor<?> made = rules.getClass().getDeclaredConstructor(book.getType(), Views.class);
    made.setAccessible(true);
    return made.newInstance(book.get(rules), wrong);
  }

  private void replace(Object in, Field field, Set<Object> seen, int[] replaced) {
    try {
      field.setAccessible(true);
      Object value = field.get(in);
      boolean here = where.isEmpty() || where.contains(in.getClass().getSimpleName());
      if (value instanceof Views) {
        if (here) {
          field.set(in, wrong);
          replaced[0]++;
        }
      } else if (value != null && value.getClass().getName().equals(SHARED)) {
        if (here) {
          field.set(in, copy(value));
          replaced[0]++;
        }
      } else if (value != null
          && ROOMS.stream().anyMatch(value.getClass().getName()::startsWith)
          && !value.getClass().isRecord()
          && !value.getClass().isHidden()) {
        replace(value, seen, replaced);
      }
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the engine keeps its views elsewhere", e);
    }
  }
}
