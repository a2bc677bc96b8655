package io.tablekeep.sdk.store;

/**
 * Numbers of a store since it was opened, for metrics. Cheap to ask for at any time, from any
 * thread; not a consistent cut. A store that does not know a number says -1.
 *
 * @param queuedWrites writes accepted and not yet answered
 * @param queuedBytes bytes of these
 * @param queueLimit writes at which {@link Refusal#OVERLOADED} begins
 * @param usedBytes bytes the store takes on its medium
 * @param freeBytes bytes left for it there
 * @param entries entries made durable
 * @param commits transactions that made something durable
 * @param syncs syncs of the medium
 * @param rejected writes answered Rejected
 * @param unknown writes answered Unknown
 * @param recoveries times the store reopened its medium after an error
 */
public record StoreStats(
    long queuedWrites,
    long queuedBytes,
    long queueLimit,
    long usedBytes,
    long freeBytes,
    long entries,
    long commits,
    long syncs,
    long rejected,
    long unknown,
    long recoveries) {}
