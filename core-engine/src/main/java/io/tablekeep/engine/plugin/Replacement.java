package io.tablekeep.engine.plugin;

import java.util.List;

/**
 * A plugin as its file is now, loaded beside the one in use, and with it those that use its
 * classes. Ends with {@link #accept} or {@link #giveUp}, once; both run code of plugins and may
 * block. Used by one thread.
 */
public final class Replacement {
  private final PluginCatalog catalog;
  private final EnginePluginManager manager;
  private final List<LoadedPlugin> old;
  private final List<LoadedPlugin> fresh;

  Replacement(
      PluginCatalog catalog,
      EnginePluginManager manager,
      List<LoadedPlugin> old,
      List<LoadedPlugin> fresh) {
    this.catalog = catalog;
    this.manager = manager;
    this.old = List.copyOf(old);
    this.fresh = List.copyOf(fresh);
  }

  /**
   * What would go.
   *
   * @return the plugins in use, dependencies first
   */
  public List<LoadedPlugin> old() {
    return old;
  }

  /**
   * What would come.
   *
   * @return the new plugins, dependencies first
   */
  public List<LoadedPlugin> fresh() {
    return fresh;
  }

  /** The new ones are in use from now on. The old ones are stopped; nobody may be in their code. */
  public void accept() {
    catalog.accept(manager, old, fresh);
  }

  /** Everything stays as it is. */
  public void giveUp() {
    catalog.giveUp(manager);
  }
}
