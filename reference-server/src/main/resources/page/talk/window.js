// A list of which only what can be seen is there, with lines as high as they are. Heights are guessed
// until a line has been shown; the line one looks at stays where it is when others turn out differently.

/** The heights of lines in order, and where each begins. Pure. */
export class Heights {
  known = new Map();
  keys = [];
  tops = new Float64Array(1);

  /** @param {string[]} keys of all lines in order @param {(i: number) => number} guess */
  take(keys, guess) {
    this.keys = keys;
    this.tops = new Float64Array(keys.length + 1);
    if (this.known.size > 2 * keys.length + 1000) {
      const there = new Set(keys);
      for (const key of this.known.keys()) if (!there.has(key)) this.known.delete(key);
    }
    this.guess = guess;
    this.add(0);
  }

  add(from) {
    const { tops, keys, known } = this;
    for (let i = from; i < keys.length; i++) tops[i + 1] = tops[i] + (known.get(keys[i]) ?? this.guess(i));
  }

  get total() { return this.tops[this.keys.length]; }

  top(i) { return this.tops[i]; }

  /** The line at a place; the last one below all. */
  at(y) {
    let low = 0;
    let high = this.keys.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.tops[middle + 1] > y) high = middle;
      else low = middle + 1;
    }
    return Math.max(0, low);
  }

  /** Lines as they were measured, [index, height]. @returns {boolean} whether anything is other than thought */
  measured(lines) {
    let first = Infinity;
    for (const [i, height] of lines) {
      const was = this.tops[i + 1] - this.tops[i];
      this.known.set(this.keys[i], height);
      if (Math.abs(was - height) > 0.5) first = Math.min(first, i);
    }
    if (first === Infinity) return false;
    this.add(first);
    return true;
  }

  /** The lines between two places, and some more. */
  between(top, bottom, over = 6) {
    if (this.keys.length === 0) return { from: 0, to: 0 };
    return { from: Math.max(0, this.at(top) - over), to: Math.min(this.keys.length, this.at(bottom) + 1 + over) };
  }
}

const NEAR = 48;

export class WindowList {
  /**
   * @param {HTMLElement} root what scrolls
   * @param {object} does
   * @param {(line: any, i: number, lines: any[]) => HTMLElement} does.make a list item
   * @param {(line: any) => string} does.key
   * @param {(line: any) => number} does.guess its height
   * @param {() => void} [does.older] when somebody comes near the first line
   * @param {(atEnd: boolean) => void} [does.moved]
   */
  constructor(root, does) {
    Object.assign(this, { root, does, lines: [], heights: new Heights(), nodes: new Map(), stuck: true });
    this.list = document.createElement('ol');
    this.before = document.createElement('div');
    this.after = document.createElement('div');
    root.append(this.before, this.list, this.after);
    root.addEventListener('scroll', () => this.scrolled(), { passive: true });
    this.sizes = new ResizeObserver(() => {
      if (this.wide !== root.clientWidth) this.heights.known.clear();
      this.wide = root.clientWidth;
      this.heights.take(this.heights.keys, i => does.guess(this.lines[i]));
      this.draw();
    });
    this.sizes.observe(root);
  }

  /** Whether the newest line can be seen. */
  get atEnd() { return this.stuck; }

  take(lines) {
    const anchor = this.anchor();
    this.lines = lines;
    this.heights.take(lines.map(this.does.key), i => this.does.guess(lines[i]));
    this.back(anchor);
    this.draw();
  }

  /** The line at the upper edge, and how far it is above. */
  anchor() {
    if (this.stuck || this.heights.keys.length === 0) return null;
    const y = this.root.scrollTop;
    const i = this.heights.at(y);
    return { key: this.heights.keys[i], off: y - this.heights.top(i) };
  }

  back(anchor) {
    if (this.stuck) return;
    const i = anchor ? this.heights.keys.indexOf(anchor.key) : -1;
    if (i >= 0) this.put(this.heights.top(i) + anchor.off);
  }

  put(top) {
    this.space();
    if (Math.abs(this.root.scrollTop - top) > 0.5) this.root.scrollTop = top;
  }

  space() {
    const { from = 0, to = 0 } = this.shown ?? {};
    this.before.style.height = `${this.heights.top(Math.min(from, this.lines.length))}px`;
    this.after.style.height = `${Math.max(0, this.heights.total - this.heights.top(Math.min(to, this.lines.length)))}px`;
  }

  scrolled() {
    const { root } = this;
    const was = this.stuck;
    this.stuck = root.scrollTop + root.clientHeight >= root.scrollHeight - NEAR;
    if (was !== this.stuck) this.does.moved?.(this.stuck);
    this.frame ??= requestAnimationFrame(() => { this.frame = undefined; this.draw(); });
  }

  /** Shows the newest line. */
  end() {
    this.stuck = true;
    this.draw();
    this.does.moved?.(true);
  }

  draw() {
    const { root, heights } = this;
    if (root.clientHeight === 0) return;
    for (let again = 0; again < 4; again++) {
      const view = root.clientHeight;
      const top = this.stuck ? Math.max(0, heights.total - view) : root.scrollTop;
      this.shown = heights.between(top, top + view);
      this.fill();
      this.space();
      const anchor = this.anchor();
      const changed = this.measure();
      if (changed) this.space();
      if (this.stuck) root.scrollTop = root.scrollHeight;
      else if (changed) this.back(anchor);
      if (!changed) break;
    }
    if (!this.stuck && root.scrollTop < 2 * root.clientHeight) this.does.older?.();
    else if (heights.total <= root.clientHeight) this.does.older?.();
  }

  fill() {
    const { from, to } = this.shown;
    const now = new Map();
    let next = this.list.firstElementChild;
    for (let i = from; i < to; i++) {
      const line = this.lines[i];
      const key = heightsKey(this.heights, i);
      let held = this.nodes.get(key);
      if (!held || held.line !== line) {
        held?.node.remove();
        if (held && next === held.node) next = null;
        held = { line, node: this.does.make(line, i, this.lines) };
      }
      held.node.setAttribute('aria-setsize', String(this.lines.length));
      held.node.setAttribute('aria-posinset', String(i + 1));
      now.set(key, held);
    }
    for (const [key, held] of this.nodes) if (now.get(key) !== held) held.node.remove();
    next = this.list.firstElementChild;
    for (const { node } of now.values()) {
      if (node === next) next = next.nextElementSibling;
      else this.list.insertBefore(node, next);
    }
    this.nodes = now;
  }

  measure() {
    const lines = [];
    let i = this.shown.from;
    for (const { node } of this.nodes.values()) lines.push([i++, node.getBoundingClientRect().height]);
    return this.heights.measured(lines);
  }

  stop() {
    this.sizes.disconnect();
    cancelAnimationFrame(this.frame);
  }
}

const heightsKey = (heights, i) => heights.keys[i];
