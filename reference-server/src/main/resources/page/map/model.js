// What is on the map, from the seat's document. Indexes are made anew only when what they are made of
// differs: a token that moves costs nothing for the walls.

import { gridOf } from '../geometry/grid.js';
import { Sight, ambientOf, eyeOf, lampOf } from '../geometry/sight.js';
import { Walls, barriersOf } from '../geometry/walls.js';

const COLORS = { character: '#3f7fbf', npc: '#6d7690', monster: '#a03a36' };

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{me?: {id: string, role: string, name?: string}, key?: string, map?: any, actors?: any,
 *   participants?: any, encounter?: any, names?: any}} View what a source shows
 */

export class Model {
  key = '';
  map = null;
  grid = gridOf('square');
  wide = 1;
  high = 1;
  /** @type {any[]} drawn in this order */
  tokens = [];
  byId = new Map();
  walls = new Walls([]);
  doors = [];
  lamps = [];
  sees = false;
  fogged = false;

  constructor(prefs) { this.prefs = prefs; }

  /**
   * Takes over what a source shows now.
   * @param {View} view
   * @returns {{ground: boolean, walls: boolean, light: boolean, tokens: boolean, explored: boolean, map: boolean}} what differs
   */
  take(view) {
    const was = this.marks ?? {};
    this.me = view.me;
    this.runs = view.me?.role === 'gm' || view.me?.role === 'co-gm';
    const map = view.map ?? null;
    const marks = {
      // One that is not there yet comes later, as another.
      map: `${view.key ?? ''}${map ? '' : ' …'}`,
      ground: JSON.stringify([map?.grid, map?.picture, map?.layers, map?.lighting?.fog, view.me?.role]),
      drawings: list(map?.drawings, each => [each.points, each.color, each.kind, each.width, each.hidden]),
      walls: list(map?.walls, each => [each.points, each.parts, each.blocksSight, each.blocksMovement, each.door?.state, each.door?.secret]),
      light: [...list(map?.lights, each => [each.x, each.y, each.bright, each.dim, each.color, each.intensity, each.shadows, each.on, each.hidden]),
        JSON.stringify(map?.lighting ?? null)],
      explored: JSON.stringify(map?.explored ?? null),
    };
    this.marks = marks;
    this.key = view.key ?? '';
    this.map = map;
    this.view = view;
    const changed = { map: marks.map !== was.map };
    changed.ground = changed.map || marks.ground !== was.ground || !same(marks.drawings, was.drawings);
    changed.walls = changed.map || !same(marks.walls, was.walls);
    changed.light = changed.map || changed.walls || !same(marks.light, was.light);
    changed.explored = changed.map || marks.explored !== was.explored;
    if (changed.ground) this.readGrid();
    if (changed.walls) this.readWalls();
    if (changed.light) this.readLights();
    if (changed.explored) this.readExplored();
    changed.tokens = this.readTokens() || changed.map;
    return changed;
  }

  readGrid() {
    const grid = this.map?.grid ?? {};
    this.grid = gridOf(grid.type);
    this.type = grid.type ?? 'square';
    this.wide = grid.wide ?? 30;
    this.high = grid.high ?? 20;
    this.cellPixels = grid.cellPixels ?? 100;
    this.originX = grid.originX ?? 0;
    this.originY = grid.originY ?? 0;
    this.cellDistance = grid.cellDistance ?? 5;
    this.unit = grid.unit ?? 'ft';
  }

  readWalls() {
    const all = Object.entries(this.map?.walls ?? {});
    this.lines = [];
    this.doors = [];
    for (const [id, wall] of all) {
      const parts = wall.parts ?? (wall.points ? [wall.points] : []);
      // Someone who runs the game sees that a door is secret; nobody else is told that it is a door.
      const kind = wall.door ? 'door' : wall.blocksSight === false ? 'window' : wall.blocksMovement === false ? 'veil' : 'wall';
      for (const line of parts) if (line.length > 1) this.lines.push({ id, line, kind, door: wall.door });
      if (wall.door && parts.length && parts[0].length > 1) {
        this.doors.push({
          id, ref: `${this.key}/${id}`, at: middleOf(parts[0]), line: parts[0],
          state: wall.door.state ?? 'closed', secret: wall.door.secret === true,
        });
      }
    }
    this.walls = new Walls(all.flatMap(([, wall]) => barriersOf(wall)));
  }

  readLights() {
    const lighting = this.map?.lighting;
    this.darkness = lighting?.darkness ?? 0;
    this.baked = lighting?.baked === true;
    this.ambientColor = lighting?.ambient ?? '#ffffff';
    this.ambient = lighting ? ambientOf(this.darkness) : 2;
    this.sees = lighting?.sight === true;
    this.fogged = this.sees && lighting?.fog === true;
    this.lights = Object.entries(this.map?.lights ?? {}).map(([id, light]) => ({
      id, light, lamp: lampOf(light), color: light.color ?? '#ffffff', intensity: light.intensity ?? 1, hidden: light.hidden === true,
    }));
    this.lightPlaces = new Map();
  }

  readExplored() {
    const side = Math.max(1, Math.ceil(Math.max(this.wide, this.high) / 64));
    const columns = Math.ceil(this.wide / side);
    const rows = Math.ceil(this.high / side);
    const seen = new Uint8Array(columns * rows);
    for (const one of Object.values(this.map?.explored ?? {})) {
      for (const [row, text] of Object.entries(one?.seen ?? {})) {
        if (!/^[0-9a-f]{1,16}$/i.test(text) || !(Number(row) < rows)) continue;
        let bits = BigInt(`0x${text}`);
        for (let column = 0; column < columns && bits; column++, bits >>= 1n) {
          if (bits & 1n) seen[row * columns + column] = 1;
        }
      }
    }
    this.explored = { side, columns, rows, seen };
  }

  readTokens() {
    const actors = this.view.actors ?? {};
    const turn = this.turnOf();
    const order = new Map(Object.entries(this.map?.layers ?? {}).map(([id, layer]) => [id, layer.order ?? 0]));
    const before = this.byId;
    this.byId = new Map();
    let changed = false;
    for (const [id, token] of Object.entries(this.map?.tokens ?? {})) {
      const actor = actors[token.actor];
      const owner = actor?.owner;
      const conditions = Object.values(actor?.conditions ?? {}).map(each => each?.name ?? '').filter(Boolean);
      const read = {
        id, ref: `${this.key}/${id}`, x: token.x, y: token.y, width: token.width ?? 1, height: token.height ?? 1,
        rotation: token.rotation ?? 0, elevation: token.elevation ?? 0, hidden: token.hidden === true,
        name: token.name ?? actor?.name ?? this.view.names?.[token.actor] ?? '', actor: token.actor ?? '',
        picture: token.picture ?? actor?.portrait ?? '',
        color: this.view.participants?.[owner]?.color ?? COLORS[actor?.type] ?? COLORS.npc,
        owner: owner ?? '', mine: this.runs || (owner !== undefined && owner === this.me?.id),
        own: owner !== undefined && owner === this.me?.id,
        layer: order.get(token.layer) ?? Infinity, conditions, bars: this.prefs.bars?.(actor, token) ?? barsOf(actor),
        turn: turn !== undefined && (turn.token === `${this.key}/${id}` || (!turn.token && turn.actor === token.actor)),
        source: token,
      };
      read.mark = JSON.stringify([read, token.vision, token.light]);
      const old = before.get(id);
      if (!old || old.mark !== read.mark) {
        changed = true;
        this.byId.set(id, read);
      } else this.byId.set(id, old);
    }
    changed ||= before.size !== this.byId.size;
    if (changed) {
      this.tokens = [...this.byId.values()].sort((a, b) => (a.layer === b.layer ? 0 : a.layer - b.layer)
        || b.width * b.height - a.width * a.height || (a.id < b.id ? -1 : 1));
    }
    return changed;
  }

  turnOf() {
    const encounter = this.view.encounter;
    return encounter?.status === 'active' ? encounter.order?.[encounter.turn] : undefined;
  }

  /** The lamps that shine, with those that tokens carry; one token may be thought elsewhere. */
  lampsNow(moved) {
    const lamps = this.lights.filter(each => each.lamp)
      .map(each => ({ ...each.lamp, key: each.id, color: each.color, intensity: each.intensity }));
    for (const token of this.tokens) {
      const glow = token.source.light;
      if (!glow) continue;
      const at = moved?.id === token.id ? moved : token;
      const lamp = lampOf({ ...glow, x: at.x, y: at.y });
      if (lamp) lamps.push({ ...lamp, key: `token ${token.id}`, color: glow.color ?? '#ffffff', intensity: 1 });
    }
    return lamps;
  }

  /** Whose eyes this seat looks through; null: nobody's, it sees everything. */
  watchers(as) {
    if (!this.sees) return null;
    if (as) return this.tokens.filter(token => token.id === as);
    if (this.runs) return null;
    return this.tokens.filter(token => token.own && !token.hidden);
  }

  eye(token, at) { return eyeOf(token.source, at ?? token); }

  sight(moved) { return new Sight(this.walls, this.lampsNow(moved), this.ambient); }

  /** The token at a place, the uppermost first. */
  tokenAt(at) {
    for (let i = this.tokens.length - 1; i >= 0; i--) {
      const token = this.tokens[i];
      const x = (at.x - token.x) / (token.width / 2);
      const y = (at.y - token.y) / (token.height / 2);
      if (x * x + y * y <= 1) return token;
    }
    return null;
  }

  doorNear(at, within) {
    let best = null;
    let least = within;
    for (const door of this.doors) {
      const far = Math.hypot(door.at.x - at.x, door.at.y - at.y);
      if (far <= least) {
        least = far;
        best = door;
      }
    }
    return best;
  }

  space(token, at = token) { return { middle: { x: at.x, y: at.y }, width: token.width, height: token.height }; }

  /** The cells of a straight way, for drawing and for what it costs. */
  path(from, to) {
    const first = this.grid.cellAt(from);
    const last = this.grid.cellAt(to);
    if (this.type === 'none') return { cells: [first, last], length: Math.hypot(to.x - from.x, to.y - from.y) };
    const a = this.grid.middle(first);
    const b = this.grid.middle(last);
    const steps = Math.min(500, this.grid.distance(first, last, 'chebyshev'));
    const cells = [first];
    for (let i = 1; i <= steps; i++) {
      // A little beside the line, so that a corner between two cells is never hit.
      const part = i / steps;
      cells.push(i === steps ? last
        : this.grid.cellAt({ x: a.x + (b.x - a.x) * part + 1e-6, y: a.y + (b.y - a.y) * part + 2e-6 }));
    }
    return { cells, length: this.grid.cost(cells, this.metric) };
  }

  get metric() { return this.prefs.metric ?? 'chebyshev'; }

  /** A length in cells as people say it. */
  said(cells) {
    const value = cells * this.cellDistance;
    return `${Math.round(value * 10) / 10} ${this.unit}`;
  }

  bounds() { return { minX: 0, minY: 0, maxX: this.wide, maxY: this.high }; }
}

/** All that counts of many things, with references to arrays as they are. */
function list(things, parts) {
  const flat = [];
  for (const id in things) flat.push(id, ...parts(things[id] ?? {}));
  return flat;
}

const same = (a, b) => {
  if (typeof a === 'string' || typeof b === 'string') return a === b;
  if (!b || a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
};

function middleOf(line) {
  if (line.length === 2) return { x: (line[0].x + line[1].x) / 2, y: (line[0].y + line[1].y) / 2 };
  return line[line.length >> 1];
}

/** Hit points where a system keeps them as `hp: {value or current, max}` and shows them to this seat. */
function barsOf(actor) {
  for (const sheet of Object.values(actor ?? {})) {
    const hp = sheet && typeof sheet === 'object' && !Array.isArray(sheet) ? sheet.hp ?? sheet.hitPoints : null;
    if (!hp) continue;
    const value = typeof hp === 'number' ? hp : hp.current ?? hp.value;
    const max = typeof hp === 'number' ? sheet.maxHp ?? sheet.hpMax : hp.max ?? hp.maximum;
    if (typeof value === 'number' && typeof max === 'number' && max > 0) return [{ value, max, label: 'hit points' }];
  }
  return [];
}
