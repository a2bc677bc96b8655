// Which of the things a full cache holds goes first. An entry is {at, used, hits, size, until}.

/** @type {Record<string, (entry: {at: number, used: number, hits: number, until: number}) => number>} */
export const POLICIES = {
  /** Used longest ago. */
  lru: entry => entry.used,
  /** Ends soonest. */
  ttl: entry => entry.until,
  /** Used least often; of those, longest ago. */
  lfu: entry => entry.hits + entry.used / 1e15,
};

/** The key of the entry to go, by a policy; never the one that has just come. */
export function victim(entries, policy, newest) {
  const weigh = POLICIES[policy];
  let worst;
  let least = Infinity;
  for (const [key, entry] of entries) {
    if (key === newest) continue;
    const weight = weigh(entry);
    if (weight < least) { least = weight; worst = key; }
  }
  return worst;
}
