package io.tablekeep.sdk.store;

import java.util.Map;
import org.pf4j.ExtensionPoint;

/**
 * Opens stores of one kind; the extension point of a store plugin. Stateless, called from any
 * thread.
 */
public interface StoreProvider extends ExtensionPoint {
  /**
   * The word before the first colon of a location that belongs to this provider.
   *
   * @return for example {@code sqlite}; lower case, unique among the loaded plugins
   */
  String scheme();

  /**
   * Opens a store. May block (disk, network): never called on an event loop.
   *
   * @param location what follows {@code scheme:}, in the provider's own syntax (a path, an address)
   * @param settings the provider's own settings, all optional; an unknown name or bad value is an
   *     error
   * @return the open store; the caller closes it
   * @throws StoreException saying in one sentence why it cannot be opened, and by whom it is held
   */
  CampaignStore open(String location, Map<String, String> settings);
}
