// A clock that stands still until it is told to go on, with the timers of the client on it.

export class Clock {
  constructor() {
    this.time = 1_800_000_000_000;
    this.timers = new Map();
    this.next = 0;
  }

  later(millis, run) {
    const id = this.next++;
    this.timers.set(id, { at: this.time + Math.max(0, millis), id, run });
    return () => this.timers.delete(id);
  }

  /** Goes on by this much, running what is due in order, and lets promises settle in between. */
  async pass(millis) {
    const until = this.time + millis;
    await settle();
    for (;;) {
      let first;
      for (const timer of this.timers.values()) {
        if (timer.at <= until && (!first || timer.at < first.at || (timer.at === first.at && timer.id < first.id))) first = timer;
      }
      if (!first) break;
      this.timers.delete(first.id);
      this.time = first.at;
      first.run();
      await settle();
    }
    this.time = until;
    await settle();
  }
}

/** Lets everything that waits on promises go on. */
export async function settle() {
  for (let i = 0; i < 4; i++) await new Promise(done => { setImmediate(done); });
}

/** Waits for a promise while the clock goes on. */
export async function passing(clock, promise, most = 60_000) {
  let over = false;
  const ended = promise.finally(() => { over = true; });
  ended.catch(() => {});
  for (let gone = 0; !over && gone < most; gone += 10) await clock.pass(10);
  if (!over) throw new Error('it did not come in time');
  return ended;
}
