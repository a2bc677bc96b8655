// What is left on the disk: tables that nobody has opened for a month go, and so does everything of a
// seat that was taken away.

const KEPT_DAYS = 30;
const MOST_TABLES = 12;
const DAY = 86_400_000;

/** Removes all that is kept of a seat. */
export async function forget(host, key) {
  for (const prefix of [`${key}|`, `c|${key}|`, `i|${key}|`]) {
    const kept = await host.store.read(prefix);
    await host.store.write(kept.map(([name]) => [name, undefined]));
    for (const name of host.pocket.keys(prefix)) host.pocket.delete(name);
  }
  await host.store.write([[`tables|${key}`, undefined]]);
}

/** Notes that a seat is in use, and removes those that have not been for long. */
export async function tidy(host, key) {
  const now = host.now();
  await host.store.write([[`tables|${key}`, now]]);
  const all = (await host.store.read('tables|')).map(([name, at]) => ({ key: name.slice('tables|'.length), at }));
  const old = all.filter(each => each.key !== key).sort((a, b) => b.at - a.at);
  for (const [at, each] of old.entries()) {
    if (at + 1 >= MOST_TABLES || now - each.at > KEPT_DAYS * DAY) await forget(host, each.key);
  }
}
