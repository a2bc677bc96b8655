package io.tablekeep.engine.plugin;

import io.tablekeep.engine.rules.SystemRules;
import io.tablekeep.sdk.conflict.ConflictResolver;
import io.tablekeep.sdk.game.GameSystem;
import io.tablekeep.sdk.store.StoreProvider;
import io.tablekeep.sdk.transfer.Importer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pf4j.ExtensionPoint;

/** Where plugins come from, and what is asked of them. */
public final class PluginOptions {
  private final List<Path> folders;
  private final Set<Class<?>> points;
  private final List<Check<?>> checks;
  private final String systemVersion;
  private final @Nullable Path unpackTo;
  private final PluginRunner runner;
  private final PluginTrust trust;

  private PluginOptions(Builder from) {
    this.folders = List.copyOf(from.folders);
    this.points = new LinkedHashSet<>(from.points);
    this.checks = List.copyOf(from.checks);
    this.systemVersion = from.systemVersion;
    this.unpackTo = from.unpackTo;
    this.runner = from.runner;
    this.trust = from.trust;
  }

  record Check<T>(Class<T> point, ExtensionCheck<? super T> check) {
    void run(String pluginId, Object extension) throws Exception {
      if (point.isInstance(extension)) {
        check.check(pluginId, point.cast(extension));
      }
    }
  }

  /**
   * Begins with no folder, with the extension points {@link GameSystem}, {@link StoreProvider},
   * {@link Importer} and {@link ConflictResolver}, and with the checks that a game system can be
   * defined and that a resolver names kinds.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  List<Path> folders() {
    return folders;
  }

  Set<Class<?>> points() {
    return points;
  }

  List<Check<?>> checks() {
    return checks;
  }

  String systemVersion() {
    return systemVersion;
  }

  Optional<Path> unpackTo() {
    return Optional.ofNullable(unpackTo);
  }

  PluginRunner runner() {
    return runner;
  }

  PluginTrust trust() {
    return trust;
  }

  /** Collects the options. Used by one thread. */
  public static final class Builder {
    private final List<Path> folders = new ArrayList<>();
    private final Set<Class<?>> points =
        new LinkedHashSet<>(
            List.of(GameSystem.class, StoreProvider.class, Importer.class, ConflictResolver.class));
    private final List<Check<?>> checks =
        new ArrayList<>(
            List.of(
                new Check<>(GameSystem.class, (id, system) -> SystemRules.compile(system)),
                new Check<>(ConflictResolver.class, (id, resolver) -> ResolverKinds.of(resolver))));
    private String systemVersion = "0.1.0";
    private @Nullable Path unpackTo;
    private PluginRunner runner = PluginRunner.DIRECT;
    private PluginTrust trust = PluginTrust.ANYONE;

    private Builder() {}

    /**
     * Adds a folder of jars and zips; folders within it are not looked into. A plugin in a later
     * folder takes the place of one with the same id in an earlier folder.
     *
     * @param folder the folder
     * @return this
     */
    public Builder folder(Path folder) {
      folders.add(folder);
      return this;
    }

    /**
     * Adds an extension point to those a plugin may offer.
     *
     * @param point its interface, of the SDK
     * @return this
     */
    public Builder extensionPoint(Class<? extends ExtensionPoint> point) {
      points.add(point);
      return this;
    }

    /**
     * Adds a check that every extension of a kind must pass.
     *
     * @param point the extension point
     * @param check the check
     * @param <T> the extension point
     * @return this
     */
    public <T> Builder check(Class<T> point, ExtensionCheck<? super T> check) {
      checks.add(new Check<>(point, check));
      return this;
    }

    /**
     * The version that {@code Plugin-Requires} is held against. What follows a hyphen is left out:
     * a plugin that asks for {@code >=1.2.0} runs on {@code 1.2.0-SNAPSHOT}.
     *
     * @param version a semantic version
     * @return this
     */
    public Builder systemVersion(String version) {
      int hyphen = version.indexOf('-');
      systemVersion = hyphen < 0 ? version : version.substring(0, hyphen);
      return this;
    }

    /**
     * Where plugins are copied and zips unpacked, each under its hash, to be used again next time.
     * It belongs to this program alone. Without it that is a temporary folder, which goes when the
     * catalog is closed.
     *
     * @param folder the folder, made when needed
     * @return this
     */
    public Builder unpackTo(Path folder) {
      unpackTo = folder;
      return this;
    }

    /**
     * Whose plugins are let in.
     *
     * @param whom what is asked of a file before its code runs
     * @return this
     */
    public Builder trust(PluginTrust whom) {
      trust = whom;
      return this;
    }

    /**
     * What runs the plugins' code while they are loaded.
     *
     * @param code the runner
     * @return this
     */
    public Builder runner(PluginRunner code) {
      runner = code;
      return this;
    }

    /**
     * The options.
     *
     * @return what was collected
     */
    public PluginOptions build() {
      return new PluginOptions(this);
    }
  }
}
