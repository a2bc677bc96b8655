package io.tablekeep.sdk.store;

/**
 * What not every store can do. Calling what is not offered is refused as UNSUPPORTED, never thrown.
 */
public enum StoreCapability {
  /** What was acked is still there when the same place is opened again, also after power loss. */
  DURABLE,
  /** Several processes may open the same place at once; epochs decide between them. */
  SHARED,
  /** {@link CampaignStore#check} looks at the medium itself, not only at the order of entries. */
  INTEGRITY_CHECK
}
