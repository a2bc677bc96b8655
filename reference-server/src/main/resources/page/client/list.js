// Long lists: of ten thousand lines of chat only those are there that can be seen, and the older ones
// are read when somebody scrolls up to them.

const MOST_LINES = 20_000;

/** Lines of a collection that is loaded at its newest end: older ones come in pages. */
export class LongList {
  /**
   * @param table the seat
   * @param {string} path of the collection, such as /chat
   * @param {{page?: number, most?: number}} [bounds]
   */
  constructor(table, path, { page = 100, most = MOST_LINES } = {}) {
    Object.assign(this, { table, path, size: page, most });
    this.older = [];
    this.whole = false;
  }

  /** All lines there are, oldest first: [key, line]. */
  get lines() {
    const live = this.live();
    const first = live[0]?.[0];
    const known = new Set(live.map(([key]) => key));
    // A line that has left the window of the document was shown before, and stays.
    for (const line of this.passed ?? []) {
      if (!known.has(line[0]) && (first === undefined || line[0] < first) && !this.gone(line[0])) this.older.push(line);
    }
    this.passed = live;
    if (this.older.length > this.most) this.older.splice(0, this.older.length - this.most);
    return [...this.older, ...live];
  }

  live() {
    const all = Object.entries(this.table.get(this.path) ?? {});
    return all.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  gone(key) { return this.older.length > 0 && this.older[this.older.length - 1][0] >= key; }

  /** Sees to it that so many lines are there, as far as there are so many. */
  async reach(count) {
    if (this.lines.length >= count || this.whole) this.table.reading?.known();
    while (this.lines.length < count && await this.more());
    return this.lines;
  }

  /** Reads the page before the oldest line. @returns {Promise<boolean>} whether there may be more */
  async more() {
    if (this.whole || this.going) return !this.whole;
    const first = this.lines.find(([key]) => key[0] !== '~')?.[0] ?? '';
    this.going = this.table.page(this.path, { before: first, limit: this.size });
    try {
      const { entities, next } = await this.going;
      const lines = Object.entries(entities).sort(([a], [b]) => (a < b ? -1 : 1));
      this.older = [...lines, ...this.older];
      this.whole = next === undefined;
    } finally {
      this.going = undefined;
    }
    return !this.whole;
  }
}

/**
 * The part of a list that can be seen.
 *
 * @param {{count: number, height: number, top: number, view: number, overscan?: number}} about lines,
 *     the height of one, where the view begins, its height, and how many lines beyond are there too
 * @returns {{from: number, to: number, before: number, after: number}} lines, and pixels around them
 */
export function visible({ count, height, top, view, overscan = 5 }) {
  const from = Math.max(0, Math.min(count, Math.floor(top / height)) - overscan);
  const to = Math.min(count, Math.ceil((top + view) / height) + overscan);
  return { from, to: Math.max(from, to), before: from * height, after: (count - Math.max(from, to)) * height };
}
