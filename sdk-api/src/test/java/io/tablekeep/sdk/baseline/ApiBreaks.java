package io.tablekeep.sdk.baseline;

import io.tablekeep.sdk.game.ActionSpec;
import io.tablekeep.sdk.game.GuardSpec;
import io.tablekeep.sdk.game.SystemDefinition;
import io.tablekeep.sdk.game.Table;
import io.tablekeep.sdk.state.Node;
import japicmp.cmp.JApiCmpArchive;
import japicmp.cmp.JarArchiveComparator;
import japicmp.cmp.JarArchiveComparatorOptions;
import japicmp.model.AccessModifier;
import japicmp.model.JApiBehavior;
import japicmp.model.JApiClass;
import japicmp.model.JApiCompatibility;
import japicmp.model.JApiCompatibilityChange;
import japicmp.model.JApiCompatibilityChangeType;
import japicmp.model.JApiField;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a plugin compiled against one SDK would miss in another. */
final class ApiBreaks {
  /** Plugins call these and never implement them, as their comments say. */
  private static final Set<String> NEVER_IMPLEMENTED =
      Set.of(
          ActionSpec.class.getName(),
          GuardSpec.class.getName(),
          Node.class.getName(),
          SystemDefinition.class.getName(),
          Table.class.getName());

  private ApiBreaks() {}

  /** One line for each; empty when plugins go on as they are. */
  static List<String> between(Path older, Path newer) {
    JarArchiveComparatorOptions options = new JarArchiveComparatorOptions();
    options.setAccessModifier(AccessModifier.PROTECTED);
    options.getIgnoreMissingClasses().setIgnoreAllMissingClasses(true);
    Set<String> breaks = new TreeSet<>();
    for (JApiClass type :
        new JarArchiveComparator(options)
            .compare(
                new JApiCmpArchive(older.toFile(), "baseline"),
                new JApiCmpArchive(newer.toFile(), "now"))) {
      String name = type.getFullyQualifiedName();
      add(breaks, type, name, name);
      add(breaks, type.getSuperclass(), name, name + " (what it extends)");
      type.getInterfaces().forEach(each -> add(breaks, each, name, name + " (what it is)"));
      for (JApiField field : type.getFields()) {
        add(breaks, field, name, name + '.' + field.getName());
      }
      for (JApiBehavior behavior :
          Stream.concat(type.getConstructors().stream(), type.getMethods().stream()).toList()) {
        List<String> parameters = new ArrayList<>();
        behavior.getParameters().forEach(each -> parameters.add(each.getType()));
        add(
            breaks,
            behavior,
            name,
            name + '.' + behavior.getName() + '(' + String.join(", ", parameters) + ')');
      }
    }
    return List.copyOf(breaks);
  }

  private static void add(Set<String> breaks, JApiCompatibility part, String type, String what) {
    for (JApiCompatibilityChange change : part.getCompatibilityChanges()) {
      JApiCompatibilityChangeType kind = change.getType();
      boolean more = kind == JApiCompatibilityChangeType.METHOD_ADDED_TO_INTERFACE;
      if (more ? !NEVER_IMPLEMENTED.contains(type) : !kind.isBinaryCompatible()) {
        breaks.add(what + ": " + kind.name().toLowerCase(Locale.ROOT).replace('_', ' '));
      }
    }
  }
}
