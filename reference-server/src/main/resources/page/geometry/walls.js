// What walls stop, and what is seen round them. The page's share of sdk.geometry.sight, with the same
// rule and the same index: a uniform grid of buckets over all segments, a byte for each that says what
// it stops. Numbers lie side by side in typed arrays, as a look is taken many times a second.

/** How near is touching, in cells. */
export const TOUCH = 1e-3;
export const SIGHT = 1;
export const LIGHT = 2;
export const MOVEMENT = 4;
const LEFT = 8;
const RIGHT = 16;
const NEAR = TOUCH * TOUCH;
const MARGIN = 2 * TOUCH;
const LEAST_SIDE = 0.25;
const MOST_BUCKETS = 512;
const STRIDE = 5;
const FULL = 4;
const NONE = -1;

/** @type {Record<string, number>} */
export const PASSAGES = { sight: SIGHT, light: LIGHT, movement: MOVEMENT };

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{line: Point[], bits: number}} Barrier
 */

/**
 * A wall of the document as it stands: an open door stops nothing. Of a wall of which only pieces are
 * known there are several.
 * @returns {Barrier[]}
 */
export function barriersOf(wall) {
  const open = wall.door?.state === 'open';
  const bits = open ? 0
    : (wall.blocksSight === false ? 0 : SIGHT | LIGHT) | (wall.blocksMovement === false ? 0 : MOVEMENT);
  const lines = wall.parts ?? (wall.points ? [wall.points] : []);
  return lines.filter(line => line.length > 1).map(line => ({ line, bits }));
}

/** A barrier in the words of the vectors. */
export function barrier(line, stops, from) {
  const side = from === 'left' ? LEFT : from === 'right' ? RIGHT : 0;
  return { line, bits: stops.reduce((all, name) => all | PASSAGES[name], side) };
}

const faces = (bits, turn) => (bits & (LEFT | RIGHT)) === 0 || ((bits & LEFT) !== 0 ? turn < 0 : turn > 0);

function near(x, y, ax, ay, bx, by) {
  const ex = bx - ax;
  const ey = by - ay;
  const length = ex * ex + ey * ey;
  const along = (x - ax) * ex + (y - ay) * ey;
  if (along <= 0) return (x - ax) * (x - ax) + (y - ay) * (y - ay) <= NEAR;
  if (along >= length) return (x - bx) * (x - bx) + (y - by) * (y - by) <= NEAR;
  const across = ex * (y - ay) - ey * (x - ax);
  return across * across <= NEAR * length;
}

/** All walls of a map, indexed once and then asked. */
export class Walls {
  /** @param {Iterable<Barrier>} barriers */
  constructor(barriers) {
    const all = [...barriers];
    this.size = all.reduce((sum, each) => sum + each.line.length - 1, 0);
    this.segments = new Float64Array(STRIDE * this.size);
    this.bits = new Uint8Array(this.size);
    let minX = Infinity;
    let minY = Infinity;
    let maxX = -Infinity;
    let maxY = -Infinity;
    let next = 0;
    for (const { line, bits } of all) {
      for (let i = 0; i < line.length; i++) {
        const { x, y } = line[i];
        minX = Math.min(minX, x);
        minY = Math.min(minY, y);
        maxX = Math.max(maxX, x);
        maxY = Math.max(maxY, y);
        if (i === 0) continue;
        const from = line[i - 1];
        this.segments.set([from.x, from.y, x, y, TOUCH * Math.hypot(x - from.x, y - from.y)], STRIDE * next);
        this.bits[next++] = bits;
      }
    }
    this.minX = minX - MARGIN;
    this.minY = minY - MARGIN;
    this.maxX = maxX + MARGIN;
    this.maxY = maxY + MARGIN;
    this.index();
  }

  index() {
    const width = this.size ? this.maxX - this.minX : 0;
    const height = this.size ? this.maxY - this.minY : 0;
    this.side = Math.max(LEAST_SIDE, Math.max(width, height) / MOST_BUCKETS,
      Math.sqrt(width * height / (2 * Math.max(1, this.size))));
    this.wide = this.size ? Math.floor(width / this.side) + 1 : 0;
    this.high = this.size ? Math.floor(height / this.side) + 1 : 0;
    const starts = new Int32Array(this.wide * this.high + 1);
    for (let i = 0; i < this.size; i++) this.eachBucket(i, bucket => { starts[bucket + 1]++; });
    for (let i = 1; i < starts.length; i++) starts[i] += starts[i - 1];
    this.starts = starts;
    this.ids = new Int32Array(starts[starts.length - 1] ?? 0);
    const at = starts.slice();
    for (let i = 0; i < this.size; i++) this.eachBucket(i, bucket => { this.ids[at[bucket]++] = i; });
    this.met = new Uint32Array(this.size);
    this.looks = 0;
  }

  column(x) { return Math.max(0, Math.min(this.wide - 1, Math.floor((x - this.minX) / this.side))); }
  row(y) { return Math.max(0, Math.min(this.high - 1, Math.floor((y - this.minY) / this.side))); }

  eachBucket(id, use) {
    const at = STRIDE * id;
    const ax = this.segments[at];
    const ay = this.segments[at + 1];
    const bx = this.segments[at + 2];
    const by = this.segments[at + 3];
    const ex = bx - ax;
    const ey = by - ay;
    const most = (Math.abs(ex) + Math.abs(ey)) * (this.side / 2 + MARGIN);
    const lastColumn = this.column(Math.max(ax, bx) + MARGIN);
    const lastRow = this.row(Math.max(ay, by) + MARGIN);
    for (let row = this.row(Math.min(ay, by) - MARGIN); row <= lastRow; row++) {
      const y = this.minY + (row + 0.5) * this.side - ay;
      for (let column = this.column(Math.min(ax, bx) - MARGIN); column <= lastColumn; column++) {
        const x = this.minX + (column + 0.5) * this.side - ax;
        if (Math.abs(ex * y - ey * x) <= most) use(row * this.wide + column);
      }
    }
  }

  /**
   * Whether a wall stops a straight way. An end of sight or light on a wall is not stopped by it; a
   * movement may begin on one.
   * @param {number} passage SIGHT, LIGHT or MOVEMENT
   */
  blocked(passage, from, to) {
    if (this.size === 0) return false;
    const endCounts = passage === MOVEMENT;
    // Sight and light give the same answer both ways: the lesser end comes first.
    const turned = !endCounts && (to.x < from.x || (to.x <= from.x && to.y < from.y));
    const px = turned ? to.x : from.x;
    const py = turned ? to.y : from.y;
    const qx = turned ? from.x : to.x;
    const qy = turned ? from.y : to.y;
    const dx = qx - px;
    const dy = qy - py;
    const reach = TOUCH * Math.sqrt(dx * dx + dy * dy);
    let first = 0;
    let last = 1;
    if (dx !== 0) {
      const one = (this.minX - px) / dx;
      const other = (this.maxX - px) / dx;
      first = Math.max(first, Math.min(one, other));
      last = Math.min(last, Math.max(one, other));
    }
    if (dy !== 0) {
      const one = (this.minY - py) / dy;
      const other = (this.maxY - py) / dy;
      first = Math.max(first, Math.min(one, other));
      last = Math.min(last, Math.max(one, other));
    }
    if (!(first <= last) || Math.min(px, qx) > this.maxX || Math.max(px, qx) < this.minX
        || Math.min(py, qy) > this.maxY || Math.max(py, qy) < this.minY) return false;
    let column = this.column(px + dx * first);
    let row = this.row(py + dy * first);
    const right = dx > 0 ? 1 : -1;
    const down = dy > 0 ? 1 : -1;
    const stepX = dx === 0 ? Infinity : this.side / Math.abs(dx);
    const stepY = dy === 0 ? Infinity : this.side / Math.abs(dy);
    let nextX = dx === 0 ? Infinity : (this.minX + this.side * (column + (right > 0 ? 1 : 0)) - px) / dx;
    let nextY = dy === 0 ? Infinity : (this.minY + this.side * (row + (down > 0 ? 1 : 0)) - py) / dy;
    while (column >= 0 && column < this.wide && row >= 0 && row < this.high) {
      const bucket = row * this.wide + column;
      for (let i = this.starts[bucket]; i < this.starts[bucket + 1]; i++) {
        const id = this.ids[i];
        if ((this.bits[id] & passage) !== 0
            && this.stops(id, px, py, qx, qy, dx, dy, reach, from, endCounts)) return true;
      }
      if (Math.min(nextX, nextY) > last) return false;
      if (nextX < nextY) {
        column += right;
        nextX += stepX;
      } else {
        row += down;
        nextY += stepY;
      }
    }
    return false;
  }

  stops(id, px, py, qx, qy, dx, dy, reach, from, endCounts) {
    const s = this.segments;
    const at = STRIDE * id;
    const ax = s[at];
    const ay = s[at + 1];
    const bx = s[at + 2];
    const by = s[at + 3];
    const wallReach = s[at + 4];
    const sideA = dx * (ay - py) - dy * (ax - px);
    const sideB = dx * (by - py) - dy * (bx - px);
    if ((sideA > reach && sideB > reach) || (sideA < -reach && sideB < -reach)) return false;
    const ex = bx - ax;
    const ey = by - ay;
    const sideP = ex * (py - ay) - ey * (px - ax);
    const sideQ = ex * (qy - ay) - ey * (qx - ax);
    if ((sideP > wallReach && sideQ > wallReach) || (sideP < -wallReach && sideQ < -wallReach)) return false;
    if (!faces(this.bits[id], ex * (from.y - ay) - ey * (from.x - ax))) return false;
    if (near(px, py, ax, ay, bx, by)) return false;
    if (near(qx, qy, ax, ay, bx, by)) return endCounts;
    return (sideA > 0 !== sideB > 0 && sideP > 0 !== sideQ > 0)
      || near(ax, ay, px, py, qx, qy) || near(bx, by, px, py, qx, qy);
  }

  /**
   * Everything that can be reached in straight lines from a place.
   * @returns {Visibility}
   */
  visible(passage, eye, radius) {
    const sweep = new Sweep(eye, radius, this.size);
    this.each(eye.x - radius, eye.y - radius, eye.x + radius, eye.y + radius, id => {
      const bits = this.bits[id];
      if ((bits & passage) === 0) return;
      const at = STRIDE * id;
      const s = this.segments;
      sweep.look(s[at] - eye.x, s[at + 1] - eye.y, s[at + 2] - eye.x, s[at + 3] - eye.y, bits);
    });
    return sweep.done();
  }

  /** The segments that may come within a rectangle, each once. */
  each(minX, minY, maxX, maxY, use) {
    const left = Math.max(minX, this.minX);
    const top = Math.max(minY, this.minY);
    const right = Math.min(maxX, this.maxX);
    const bottom = Math.min(maxY, this.maxY);
    if (this.size === 0 || !(left <= right && top <= bottom)) return;
    const look = ++this.looks;
    const lastColumn = this.column(right);
    const lastRow = this.row(bottom);
    for (let row = this.row(top); row <= lastRow; row++) {
      for (let column = this.column(left); column <= lastColumn; column++) {
        const bucket = row * this.wide + column;
        for (let i = this.starts[bucket]; i < this.starts[bucket + 1]; i++) {
          const id = this.ids[i];
          if (this.met[id] !== look) {
            this.met[id] = look;
            use(id);
          }
        }
      }
    }
  }

  /** The sample points of a creature, its middle first. */
  spots({ middle, width, height }) {
    const points = [middle];
    const off = (x, y) => points.push({ x: middle.x + x, y: middle.y + y });
    const x = 0.9 * width / 2;
    const y = 0.9 * height / 2;
    off(-x, -y);
    off(x, -y);
    off(x, y);
    off(-x, y);
    const parts = size => Math.max(1, Math.min(5, Math.floor(size + 0.5)));
    const columns = parts(width);
    const rows = parts(height);
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++) {
        if (2 * row + 1 === rows && 2 * column + 1 === columns) continue;
        off(((column + 0.5) / columns - 0.5) * width, ((row + 0.5) / rows - 0.5) * height);
      }
    }
    return points.filter(at => !this.blocked(SIGHT, middle, at));
  }
}

// Angles without trigonometry: round a square instead of a circle, from 0 (right) over 1 (down),
// 2 (left), 3 (up) to 4.
const turnOf = (x, y) => x >= 0
  ? (y >= 0 ? y / (x + y) : 3 + x / (x - y))
  : (y >= 0 ? 1 - x / (y - x) : 2 + y / (x + y));
const turnX = turn => turn <= 2 ? 1 - turn : turn - 3;
const turnY = turn => turn <= 1 ? turn : turn <= 3 ? 2 - turn : turn - 4;

/** What is nearest from turn to turn: the lower envelope of walls, merged two by two. */
class Envelope {
  constructor(room) {
    this.turns = new Float64Array(room);
    this.nearest = new Int32Array(room);
    this.size = 0;
  }

  add(turn, wall) {
    if (turn >= FULL) return;
    if (this.size > 0 && this.turns[this.size - 1] >= turn) this.size--;
    if (this.size > 0 && this.nearest[this.size - 1] === wall) return;
    if (this.size === this.turns.length) {
      const turns = new Float64Array(2 * this.size + 4);
      turns.set(this.turns);
      this.turns = turns;
      const nearest = new Int32Array(2 * this.size + 4);
      nearest.set(this.nearest);
      this.nearest = nearest;
    }
    this.turns[this.size] = turn;
    this.nearest[this.size++] = wall;
  }

  static one(wall, from, to) {
    const one = new Envelope(4);
    one.add(0, NONE);
    if (from > to) {
      one.add(0, wall);
      one.add(to, NONE);
      one.add(from, wall);
    } else {
      one.add(from, wall);
      one.add(to, NONE);
    }
    return one;
  }

  and(other, wx, wy) {
    const both = new Envelope(this.size + other.size + 2);
    let i = 0;
    let j = 0;
    let turn = 0;
    while (turn < FULL) {
      const end = i + 1 < this.size ? this.turns[i + 1] : FULL;
      const otherEnd = j + 1 < other.size ? other.turns[j + 1] : FULL;
      const next = Math.min(end, otherEnd);
      both.nearer(turn, next, this.nearest[i], other.nearest[j], wx, wy);
      if (end <= next) i++;
      if (otherEnd <= next) j++;
      turn = next;
    }
    return both;
  }

  nearer(from, to, a, b, wx, wy) {
    if (a < 0 || b < 0) {
      this.add(from, Math.max(a, b));
      return;
    }
    const x = wx[a] - wx[b];
    const y = wy[a] - wy[b];
    const first = x * turnX(from) + y * turnY(from);
    const last = x * turnX(to) + y * turnY(to);
    if (first >= 0 && last >= 0) this.add(from, a);
    else if (first <= 0 && last <= 0) this.add(from, b);
    else {
      this.add(from, first > 0 ? a : b);
      this.add(change(from, to, x, y, Math.abs(first) > Math.abs(last) ? to : from), first > 0 ? b : a);
    }
  }
}

function change(from, to, x, y, ifOutside) {
  const one = turnOf(-y, x);
  if (one >= from && one <= to) return one;
  const other = turnOf(y, -x);
  return other >= from && other <= to ? other : ifOutside;
}

class Sweep {
  constructor(eye, radius, room) {
    this.eye = eye;
    this.radius = radius;
    this.wx = new Float64Array(room);
    this.wy = new Float64Array(room);
    this.single = [];
  }

  look(ax, ay, bx, by, bits) {
    const turn = ax * by - ay * bx;
    if (!faces(bits, turn) || near(0, 0, ax, ay, bx, by)) return;
    if (turn >= 0) this.add(ax, ay, bx, by);
    else this.add(bx, by, ax, ay);
  }

  add(ax, ay, bx, by) {
    const pushA = TOUCH / Math.sqrt(ax * ax + ay * ay);
    const pushB = TOUCH / Math.sqrt(bx * bx + by * by);
    const fromX = ax + pushA * ay;
    const fromY = ay - pushA * ax;
    const toX = bx - pushB * by;
    const toY = by + pushB * bx;
    const turn = fromX * toY - fromY * toX;
    const x = (toY - fromY) / turn;
    const y = (fromX - toX) / turn;
    // A line that passes beyond the radius hides nothing within it.
    if (!(turn > 0) || (x * x + y * y) * this.radius * this.radius < 1) return;
    const wall = this.single.length;
    this.wx[wall] = x;
    this.wy[wall] = y;
    this.single.push(Envelope.one(wall, turnOf(fromX, fromY), turnOf(toX, toY)));
  }

  done() {
    let all = this.single;
    if (all.length === 0) {
      const empty = new Envelope(1);
      empty.add(0, NONE);
      all = [empty];
    }
    while (all.length > 1) {
      const half = [];
      for (let i = 0; i < all.length; i += 2) {
        half.push(i + 1 < all.length ? all[i].and(all[i + 1], this.wx, this.wy) : all[i]);
      }
      all = half;
    }
    return new Visibility(this.eye, this.radius, all[0], this.wx, this.wy);
  }
}

const SAME = 1e-9;

/** What is seen from a place: asked about points, or drawn as a polygon. */
export class Visibility {
  constructor(eye, radius, border, wx, wy) {
    this.eye = eye;
    this.radius = radius;
    this.border = border;
    this.wx = wx;
    this.wy = wy;
  }

  contains(at) {
    const x = at.x - this.eye.x;
    const y = at.y - this.eye.y;
    const square = x * x + y * y;
    if (square > this.radius * this.radius) return false;
    if (square === 0) return true;
    const turn = turnOf(x, y);
    const { turns, size, nearest } = this.border;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (turns[middle] <= turn) low = middle;
      else high = middle - 1;
    }
    const wall = nearest[low];
    if (wall < 0) return true;
    const wx = this.wx[wall];
    const wy = this.wy[wall];
    return wx * x + wy * y <= 1 + TOUCH * Math.sqrt(wx * wx + wy * wy);
  }

  bounds() {
    const { eye: { x, y }, radius: r } = this;
    return { minX: x - r, minY: y - r, maxX: x + r, maxY: y + r };
  }

  /**
   * The polygon's corners, clockwise.
   * @param {number} chords in how many pieces a whole circle is drawn
   * @returns {Point[]}
   */
  outline(chords) {
    const { turns, nearest, size } = this.border;
    const { eye, radius } = this;
    const step = 2 * Math.PI / Math.max(3, chords);
    const points = [];
    const add = (x, y) => {
      const last = points[points.length - 1];
      const px = eye.x + x;
      const py = eye.y + y;
      if (!last || Math.abs(last.x - px) >= SAME || Math.abs(last.y - py) >= SAME) points.push({ x: px, y: py });
    };
    const angle = turn => {
      const found = Math.atan2(turnY(turn), turnX(turn));
      return found < 0 ? found + 2 * Math.PI : found;
    };
    const arc = (from, to) => {
      const first = angle(from);
      const whole = (to >= FULL ? 2 * Math.PI : angle(to)) - first;
      const pieces = Math.max(1, Math.ceil(whole / step - SAME));
      for (let i = 0; i <= pieces; i++) {
        const at = first + whole * i / pieces;
        add(radius * Math.cos(at), radius * Math.sin(at));
      }
    };
    const onWall = (turn, wx, wy) => {
      const x = turnX(turn);
      const y = turnY(turn);
      const far = wx * x + wy * y;
      add(x / far, y / far);
    };
    for (let i = 0; i < size; i++) {
      const from = turns[i];
      const to = i + 1 < size ? turns[i + 1] : FULL;
      const wall = nearest[i];
      if (wall < 0) {
        arc(from, to);
        continue;
      }
      const wx = this.wx[wall];
      const wy = this.wy[wall];
      const part = within(from, to, wx, wy, radius);
      if (!part) {
        arc(from, to);
        continue;
      }
      if (part[0] > from) arc(from, part[0]);
      onWall(part[0], wx, wy);
      onWall(part[1], wx, wy);
      if (part[1] < to) arc(part[1], to);
    }
    const last = points.length - 1;
    const apart = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
    if (last > 0 && apart(points[last], points[0]) < SAME) points.pop();
    // Where one wall lies on both sides of the turn 0, the corner there is none.
    if (nearest[0] >= 0 && nearest[0] === nearest[size - 1] && apart(points[0], eye) < radius - SAME) points.shift();
    return points;
  }
}

/** The part of a wall's turns that lies within the radius, or null. */
function within(from, to, wx, wy, radius) {
  const square = wx * wx + wy * wy;
  const half = radius * radius - 1 / square;
  if (half <= 0) return null;
  const along = Math.sqrt(half / square);
  const first = turnOf(wx / square + along * wy, wy / square - along * wx);
  const last = turnOf(wx / square - along * wy, wy / square + along * wx);
  const inside = turn => first <= last ? turn >= first && turn <= last : turn >= first || turn <= last;
  const begin = inside(from) ? from : first;
  const end = inside(to) ? to : last;
  return begin >= from && begin <= to && end >= from && end <= to && begin < end ? [begin, end] : null;
}
