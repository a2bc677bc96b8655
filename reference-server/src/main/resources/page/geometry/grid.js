// Cells of squares, of hexagons, or of no grid. The page's share of sdk.geometry.grid: it passes the
// same vectors. Units are cells, x to the right, y down; a hexagon is 1 from side to side.

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{column: number, row: number}} Cell
 * @typedef {{middle: Point, width: number, height: number}} Space
 * @typedef {'chebyshev'|'alternating'|'manhattan'|'euclid'} Metric
 * @typedef {{minX: number, minY: number, maxX: number, maxY: number}} Bounds
 * @typedef {{contains(at: Point): boolean, bounds(): Bounds}} Region
 */

/** How far outside still counts as the border. */
export const CLOSE = 1e-9;
const MOST_CELLS = 1_000_000;
const SQRT3 = Math.sqrt(3);
const RADIUS = 1 / SQRT3;
const LINE = SQRT3 / 2;

const floor = value => Math.max(-1e9, Math.min(1e9, Math.floor(value)));
const straight = (a, b) => Math.hypot(a.x - b.x, a.y - b.y);
const and = (a, b) => b ? {
  minX: Math.max(a.minX, b.minX), minY: Math.max(a.minY, b.minY),
  maxX: Math.min(a.maxX, b.maxX), maxY: Math.min(a.maxY, b.maxY),
} : a;
const inside = (bounds, at) => !bounds
  || (at.x >= bounds.minX && at.x <= bounds.maxX && at.y >= bounds.minY && at.y <= bounds.maxY);

/** The length of a move of so many columns and rows, after so many diagonal steps. */
function steps(metric, columns, rows, before = 0) {
  const most = Math.max(columns, rows);
  const least = Math.min(columns, rows);
  switch (metric) {
    case 'alternating': return most + Math.floor((before + least) / 2) - Math.floor(before / 2);
    case 'manhattan': return most + least;
    case 'euclid': return Math.sqrt(most * most + least * least);
    default: return most;
  }
}

function scan(grid, region, within, first, last) {
  const found = [];
  if (last.column < first.column || last.row < first.row) return found;
  const count = (last.column - first.column + 1) * (last.row - first.row + 1);
  if (count > MOST_CELLS) throw new RangeError(`a region of ${count} cells is too large`);
  for (let row = first.row; row <= last.row; row++) {
    for (let column = first.column; column <= last.column; column++) {
      const middle = grid.middle({ column, row });
      if (inside(within, middle) && region.contains(middle)) found.push({ column, row });
    }
  }
  return found;
}

const AROUND = [[1, 0], [1, 1], [0, 1], [-1, 1], [-1, 0], [-1, -1], [0, -1], [1, -1]];

/** Squares with sides of 1. */
class Squares {
  hex = false;
  cellAt(at) { return { column: floor(at.x), row: floor(at.y) }; }
  middle(cell) { return { x: cell.column + 0.5, y: cell.row + 0.5 }; }
  corners({ column: x, row: y }) {
    return [{ x, y }, { x: x + 1, y }, { x: x + 1, y: y + 1 }, { x, y: y + 1 }];
  }
  neighbours(cell) { return AROUND.map(([x, y]) => ({ column: cell.column + x, row: cell.row + y })); }
  distance(from, to, metric) {
    return steps(metric, Math.abs(from.column - to.column), Math.abs(from.row - to.row));
  }
  spaceDistance(one, other, metric) {
    const a = this.taken(one);
    const b = this.taken(other);
    const gap = key => Math.max(0, b[0][key] - a[1][key], a[0][key] - b[1][key]);
    return steps(metric, gap('column'), gap('row'));
  }
  cost(path, metric, factor = () => 1) {
    let sum = 0;
    let diagonals = 0;
    for (let i = 1; i < path.length; i++) {
      const columns = Math.abs(path[i].column - path[i - 1].column);
      const rows = Math.abs(path[i].row - path[i - 1].row);
      sum += steps(metric, columns, rows, diagonals) * factor(path[i]);
      diagonals += Math.min(columns, rows);
    }
    return sum;
  }
  snap({ middle, width, height }) {
    const to = (at, size) => size < 1 ? Math.floor(at) + 0.5 : Math.floor(at - size / 2 + 0.5) + size / 2;
    return { x: to(middle.x, width), y: to(middle.y, height) };
  }
  /** The middles m with middle - size / 2 < m <= middle + size / 2: a space of 1 has just one. */
  taken({ middle, width, height }) {
    const line = (at, size) => {
      const first = floor(at - size / 2 - 0.5) + 1;
      const last = floor(at + size / 2 - 0.5);
      return last < first ? [floor(at), floor(at)] : [first, last];
    };
    const columns = line(middle.x, width);
    const rows = line(middle.y, height);
    return [{ column: columns[0], row: rows[0] }, { column: columns[1], row: rows[1] }];
  }
  spaceCells(space) {
    const [first, last] = this.taken(space);
    return scan(this, { contains: () => true }, null, first, last);
  }
  cells(region, within) {
    const bounds = and(region.bounds(), within);
    return scan(this, region, within,
      { column: floor(bounds.minX), row: floor(bounds.minY) },
      { column: floor(bounds.maxX), row: floor(bounds.maxY) });
  }
}

/** No grid is drawn or snapped to, and every distance is straight. */
class NoGrid extends Squares {
  distance(from, to) { return super.distance(from, to, 'euclid'); }
  spaceDistance(one, other) {
    const size = space => Math.max(1, space.width, space.height);
    return Math.max(0, straight(one.middle, other.middle) - (size(one) - 1) / 2 - (size(other) - 1) / 2);
  }
  cost(path, metric, factor) { return super.cost(path, 'euclid', factor); }
  snap(space) { return { x: space.middle.x, y: space.middle.y }; }
}

const HEX_AROUND = [[1, 0], [0, 1], [-1, 1], [-1, 0], [0, -1], [1, -1]];

/** Hexagons: on a point in straight rows, or on a side in straight columns. */
class Hexes {
  hex = true;
  constructor(rows, oddShoved) {
    this.rows = rows;
    this.oddShoved = oddShoved;
  }
  shove(line) { return ((line & 1) === 1) === this.oddShoved ? 0.5 : 0; }
  lag(line) { return (this.oddShoved ? line - (line & 1) : line + (line & 1)) / 2; }
  axial({ column, row }) {
    return this.rows ? [column - this.lag(row), row] : [column, row - this.lag(column)];
  }
  cell([q, r]) {
    return this.rows ? { column: q + this.lag(r), row: r } : { column: q, row: r + this.lag(q) };
  }
  cellAt(at) {
    const down = this.rows ? at.y : at.x;
    const side = this.rows ? at.x : at.y;
    const line = (down - RADIUS) / LINE;
    const step = side - 0.5 - this.shove(0) - line / 2;
    return this.cell(this.rows ? rounded(step, line) : rounded(line, step));
  }
  middle({ column, row }) {
    return this.rows
      ? { x: column + 0.5 + this.shove(row), y: RADIUS + row * LINE }
      : { x: RADIUS + column * LINE, y: row + 0.5 + this.shove(column) };
  }
  corners(cell) {
    const { x, y } = this.middle(cell);
    const half = RADIUS / 2;
    const off = this.rows
      ? [[0, -RADIUS], [0.5, -half], [0.5, half], [0, RADIUS], [-0.5, half], [-0.5, -half]]
      : [[RADIUS, 0], [half, 0.5], [-half, 0.5], [-RADIUS, 0], [-half, -0.5], [half, -0.5]];
    return off.map(([dx, dy]) => ({ x: x + dx, y: y + dy }));
  }
  neighbours(cell) {
    const [q, r] = this.axial(cell);
    return HEX_AROUND.map(([dq, dr]) => this.cell([q + dq, r + dr]));
  }
  distance(from, to, metric) {
    if (metric === 'euclid') return straight(this.middle(from), this.middle(to));
    const [q, r] = this.axial(from);
    const [tq, tr] = this.axial(to);
    return Math.max(Math.abs(q - tq), Math.abs(r - tr), Math.abs(q + r - tq - tr));
  }
  spaceDistance(one, other, metric) {
    const cells = this.spaceCells(one);
    const others = this.spaceCells(other);
    const key = cell => `${cell.column},${cell.row}`;
    const taken = new Set(cells.map(key));
    if (others.some(cell => taken.has(key(cell)))) return 0;
    let least = Infinity;
    for (const from of cells) for (const to of others) least = Math.min(least, this.distance(from, to, metric));
    return least;
  }
  cost(path, metric, factor = () => 1) {
    let sum = 0;
    for (let i = 1; i < path.length; i++) sum += this.distance(path[i - 1], path[i], metric) * factor(path[i]);
    return sum;
  }
  /** Odd sizes come to stand on the middle of a cell, even ones on the nearest corner of cells. */
  snap({ middle, width, height }) {
    const cell = this.cellAt(middle);
    const size = Math.round(Math.max(width, height));
    if (size < 1 || size % 2 === 1) return this.middle(cell);
    let best = null;
    for (const corner of this.corners(cell)) {
      if (!best || straight(corner, middle) < straight(best, middle)) best = corner;
    }
    return best;
  }
  spaceCells(space) {
    const { middle, width, height } = space;
    const ellipse = {
      contains(at) {
        const x = (at.x - middle.x) / (width / 2);
        const y = (at.y - middle.y) / (height / 2);
        return x * x + y * y <= 1 + CLOSE;
      },
      bounds: () => ({
        minX: middle.x - width / 2 - CLOSE, minY: middle.y - height / 2 - CLOSE,
        maxX: middle.x + width / 2 + CLOSE, maxY: middle.y + height / 2 + CLOSE,
      }),
    };
    const cells = this.cells(ellipse);
    return cells.length ? cells : [this.cellAt(middle)];
  }
  cells(region, within) {
    const bounds = and(region.bounds(), within);
    const [minSide, maxSide, minDown, maxDown] = this.rows
      ? [bounds.minX, bounds.maxX, bounds.minY, bounds.maxY]
      : [bounds.minY, bounds.maxY, bounds.minX, bounds.maxX];
    const steps = [floor(minSide - CLOSE) - 1, floor(maxSide + CLOSE)];
    const lines = [floor((minDown - CLOSE - RADIUS) / LINE), floor((maxDown + CLOSE - RADIUS) / LINE) + 1];
    const [columns, rows] = this.rows ? [steps, lines] : [lines, steps];
    return scan(this, region, within,
      { column: columns[0], row: rows[0] }, { column: columns[1], row: rows[1] });
  }
}

function rounded(q, r) {
  const s = -q - r;
  let nearQ = Math.floor(q + 0.5);
  let nearR = Math.floor(r + 0.5);
  const nearS = Math.floor(s + 0.5);
  const offQ = Math.abs(nearQ - q);
  const offR = Math.abs(nearR - r);
  const offS = Math.abs(nearS - s);
  if (offQ > offR && offQ > offS) nearQ = -nearR - nearS;
  else if (offR > offS) nearR = -nearQ - nearS;
  return [nearQ + 0, nearR + 0]; // never -0
}

const GRIDS = {
  square: new Squares(),
  none: new NoGrid(),
  'odd-rows': new Hexes(true, true),
  'even-rows': new Hexes(true, false),
  'odd-columns': new Hexes(false, true),
  'even-columns': new Hexes(false, false),
};

/** The document's words for the grids of the vectors. */
const TYPES = {
  'square': 'square', 'hex-rows': 'odd-rows', 'hex-rows-even': 'even-rows',
  'hex-columns': 'odd-columns', 'hex-columns-even': 'even-columns', 'none': 'none',
};

/**
 * A grid by the name it has in the vectors, such as `odd-rows`.
 * @param {string} name
 */
export const gridNamed = name => GRIDS[name] ?? GRIDS.square;

/**
 * The grid of a map, by `grid.type` of the document.
 * @param {string|undefined} type
 */
export const gridOf = type => gridNamed(TYPES[type ?? 'square'] ?? 'square');
