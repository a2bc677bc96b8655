// Mouse, pen and fingers on the map.

import { MOVEMENT } from '../geometry/walls.js';
import { round } from './camera.js';

const SLOP = 4;
const LONG = 550;
const AREAS = new Set(['circle', 'cone', 'line', 'square']);
const SKETCHES = new Set(['freehand', 'rectangle', 'ellipse']);
const MOST_POINTS = 400;

export class Hands {
  drag = null;
  ruler = null;
  area = null;
  sketch = null;
  hover = null;

  constructor(map) {
    this.map = map;
    this.pointers = new Map();
    const { stage, ended: { signal } } = map;
    const on = (name, does, options) => stage.addEventListener(name, event => does.call(this, event), { signal, ...options });
    on('pointerdown', this.down);
    on('pointermove', this.move);
    on('pointerup', this.up);
    on('pointercancel', () => this.cancel());
    on('lostpointercapture', event => this.pointers.delete(event.pointerId));
    on('pointerleave', () => { this.hovering(null); });
    on('wheel', this.wheel, { passive: false });
    on('dblclick', this.twice);
    on('contextmenu', event => event.preventDefault());
  }

  stop() { clearTimeout(this.pressing); }

  at(event) {
    const box = this.map.stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  /** Ends whatever is under way without doing it. */
  cancel() {
    clearTimeout(this.pressing);
    const had = this.drag || this.ruler || this.area || this.sketch;
    if (this.area) this.map.signal('area', { map: this.map.model.key }, 0);
    if (this.ruler) this.map.signal('ruler', { map: this.map.model.key }, 0);
    this.drag = this.ruler = this.area = this.sketch = this.panning = this.begun = null;
    if (had) this.map.again('tokens', 'shade', 'overlay');
    return Boolean(had);
  }

  tokensChanged() {
    if (!this.drag) return;
    const token = this.map.model.byId.get(this.drag.token.id);
    if (!token) this.cancel();
    else this.drag.token = token;
  }

  down(event) {
    const { map } = this;
    const at = this.at(event);
    map.stage.setPointerCapture?.(event.pointerId);
    this.pointers.set(event.pointerId, at);
    if (this.pointers.size === 2) {
      this.cancel();
      this.pinch = this.spread();
      return;
    }
    if (this.pointers.size > 2 || !map.model.map) return;
    this.start = at;
    this.still = true;
    if (event.button !== 0) {
      this.panning = at;
      return;
    }
    const place = map.camera.toMap(at);
    if (map.tool === 'select') {
      const door = this.doorAt(place, event.pointerType);
      const token = door && !this.tokenOver(place) ? null : map.model.tokenAt(place);
      if (token) {
        if (event.shiftKey) map.select(token.id, true);
        else if (!map.selected.has(token.id)) map.select(token.id);
        map.say(map.describe(token));
        if (token.mine && map.selected.has(token.id)) this.grab(token, place);
      } else if (door) this.doorDown = door;
      else this.panning = at;
      clearTimeout(this.pressing);
      this.pressing = setTimeout(() => {
        if (!this.still || this.drag) return;
        this.panning = null;
        this.doorDown = null;
        map.ping(place);
      }, LONG);
      return;
    }
    this.begin(place);
  }

  tokenOver(place) {
    const token = this.map.model.tokenAt(place);
    return token !== null && Math.hypot(token.x - place.x, token.y - place.y) < 0.4;
  }

  /** Begins what the tool does; also for the keyboard. */
  begin(place) {
    const { map } = this;
    const { tool, model } = map;
    if (tool === 'ping') map.ping(place);
    else if (tool === 'measure') {
      const from = this.snapped(place);
      this.ruler = { points: [from, from], length: 0 };
    } else if (AREAS.has(tool)) {
      const from = this.corner(place);
      this.area = { shape: tool, from, to: from };
    } else if (SKETCHES.has(tool)) {
      this.sketch = { kind: tool, points: [place, place], color: model.view?.participants?.[model.me?.id]?.color ?? '#f0b94a', width: 0.1 };
    } else if (tool === 'erase') this.erase(place);
    else return false;
    map.again('overlay');
    return true;
  }

  grab(token, place) {
    const { map } = this;
    const group = [...map.selected].filter(id => id !== token.id).map(id => map.model.byId.get(id)).filter(each => each?.mine);
    this.begun = { token, group, dx: place.x - token.x, dy: place.y - token.y };
  }

  lift(place) {
    const { map } = this;
    const { token, group, dx, dy } = this.begun;
    const first = !this.drag;
    const at = { x: place.x - dx, y: place.y - dy };
    const to = map.model.grid.snap(map.model.space(token, at));
    if (first) {
      this.drag = { token, group };
      map.again('tokens');
    }
    Object.assign(this.drag, { at, group });
    if (first || this.drag.to.x !== to.x || this.drag.to.y !== to.y) {
      const path = map.model.path(token, to);
      Object.assign(this.drag, { to, path: path.cells, length: path.length, blocked: this.isBlocked(token, to) });
    }
    map.signal('drag', { token: token.ref, x: round(at.x), y: round(at.y) });
    map.again('shade', 'overlay');
  }

  isBlocked(token, to) {
    const { model } = this.map;
    return model.map.wallsStop === true && !model.runs && model.walls.blocked(MOVEMENT, token, to);
  }

  /** The middle of a cell, for rulers. */
  snapped(place) {
    const { model } = this.map;
    return model.type === 'none' ? place : model.grid.middle(model.grid.cellAt(place));
  }

  /** The nearest corner or middle of a cell, for the origin of areas. */
  corner(place) {
    const { model } = this.map;
    if (model.type === 'none') return place;
    const cell = model.grid.cellAt(place);
    const far = at => Math.hypot(at.x - place.x, at.y - place.y);
    return [model.grid.middle(cell), ...model.grid.corners(cell)].reduce((a, b) => far(b) < far(a) ? b : a);
  }

  move(event) {
    const { map } = this;
    const at = this.at(event);
    const known = this.pointers.get(event.pointerId);
    if (known) this.pointers.set(event.pointerId, at);
    if (this.pinch && this.pointers.size >= 2) {
      const now = this.spread();
      map.camera.pan(now.x - this.pinch.x, now.y - this.pinch.y);
      map.camera.zoom(now.wide / this.pinch.wide, now);
      this.pinch = now;
      map.moved(true);
      return;
    }
    const place = map.camera.toMap(at);
    if (event.pointerType === 'mouse' && map.model.map) map.signal('cursor', { map: map.model.key, x: round(place.x), y: round(place.y) }, 120);
    if (!known) {
      this.hovering(event.pointerType === 'mouse' ? place : null, event.pointerType);
      return;
    }
    if (this.still && this.start && Math.hypot(at.x - this.start.x, at.y - this.start.y) < SLOP) return;
    if (this.still) {
      this.still = false;
      this.doorDown = null;
      clearTimeout(this.pressing);
      if (this.panning) this.panning = this.start;
    }
    if (this.begun) this.lift(place);
    else if (this.panning) {
      map.camera.pan(at.x - this.panning.x, at.y - this.panning.y);
      this.panning = at;
      map.moved();
    } else this.pull(place);
  }

  /** Goes on with what the tool does. */
  pull(place) {
    const { map } = this;
    if (this.ruler) {
      const { points } = this.ruler;
      points[points.length - 1] = this.snapped(place);
      this.ruler.length = map.lengthOf(points);
      map.signal('ruler', { map: map.model.key, x: round(points[0].x), y: round(points[0].y), points: points.map(({ x, y }) => ({ x: round(x), y: round(y) })) });
    } else if (this.area && !this.area.done) {
      this.area.to = this.reach(this.area, place);
      this.tellArea(60);
    } else if (this.sketch) {
      const { points, kind } = this.sketch;
      if (kind !== 'freehand') points[1] = place;
      else if (points.length < MOST_POINTS && Math.hypot(place.x - points[points.length - 1].x, place.y - points[points.length - 1].y) > 0.06) points.push(place);
    } else return;
    map.again('overlay');
  }

  /** Areas are as long as whole cells; in steps of half a cell for circles without a grid. */
  reach({ from }, place) {
    const long = Math.hypot(place.x - from.x, place.y - from.y);
    if (long < 0.25) return from;
    const whole = Math.max(1, Math.round(long));
    return { x: from.x + (place.x - from.x) / long * whole, y: from.y + (place.y - from.y) / long * whole };
  }

  tellArea(every) {
    const { map } = this;
    const { shape, from, to } = this.area;
    map.signal('area', { map: map.model.key, x: round(from.x), y: round(from.y), shape, to: { x: round(to.x), y: round(to.y) } }, every);
  }

  up(event) {
    const { map } = this;
    this.pointers.delete(event.pointerId);
    clearTimeout(this.pressing);
    if (this.pinch) {
      if (this.pointers.size === 0) this.pinch = null;
      return;
    }
    if (this.drag) this.drop();
    else if (this.doorDown) map.toggleDoor(this.doorDown, event.shiftKey);
    else if (this.panning && this.still && event.button === 0) {
      if (map.selected.size) map.select(null);
    } else this.end();
    this.panning = this.begun = this.doorDown = null;
  }

  drop() {
    const { map, drag } = this;
    this.drag = this.begun = null;
    const dx = drag.to.x - drag.token.x;
    const dy = drag.to.y - drag.token.y;
    map.move([{ token: drag.token, to: drag.to },
      ...drag.group.map(token => ({ token, to: map.model.grid.snap(map.model.space(token, { x: token.x + dx, y: token.y + dy })) }))]);
    map.again('tokens', 'shade', 'overlay');
  }

  /** Ends what the tool does. */
  end() {
    const { map } = this;
    if (this.ruler) {
      map.say(map.model.said(this.ruler.length));
      this.rulerDone = true;
      const done = this.ruler;
      setTimeout(() => {
        if (this.ruler !== done) return;
        this.ruler = null;
        map.again('overlay');
      }, 2500);
    } else if (this.area) {
      if (this.area.from === this.area.to) this.area = null;
      else {
        this.area.done = true;
        this.tellArea(0);
        map.say(`${this.area.shape} of ${map.model.said(Math.hypot(this.area.to.x - this.area.from.x, this.area.to.y - this.area.from.y))}. Escape takes it away.`, true);
      }
    } else if (this.sketch) {
      const sketch = this.sketch;
      this.sketch = null;
      const points = sketch.points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
      const [a, b] = [points[0], points[points.length - 1]];
      if (points.length > 2 || Math.hypot(a.x - b.x, a.y - b.y) > 0.1) {
        map.act('drawing.create', { map: map.model.key, kind: sketch.kind, points, color: sketch.color, width: sketch.width });
      }
    }
    map.again('overlay');
  }

  erase(place) {
    const { map } = this;
    let best = null;
    let least = Math.max(0.3, 10 / map.camera.scale);
    for (const [id, drawing] of Object.entries(map.model.map.drawings ?? {})) {
      const far = farFrom(place, drawing);
      if (far < least) {
        least = far;
        best = id;
      }
    }
    if (best) map.act('drawing.remove', { drawings: [`${map.model.key}/${best}`] });
    else map.say('There is no drawing here.', true);
  }

  doorAt(place, pointer) {
    const { map } = this;
    return map.model.doorNear(place, Math.max(0.4, (pointer === 'touch' ? 22 : 13) / map.camera.scale));
  }

  hovering(place, pointer) {
    const { map } = this;
    const select = place && map.tool === 'select' && map.model.map;
    const door = select ? this.doorAt(place, pointer) : null;
    const token = select ? map.model.tokenAt(place) : null;
    if (this.hover?.door !== door) map.again('overlay');
    this.hover = { door: token && !door ? null : door, token };
    map.stage.dataset.over = this.hover.door ? 'door' : token ? token.mine ? 'mine' : 'token' : '';
    map.stage.title = token && map.camera.scale < 40 ? token.name : '';
  }

  spread() {
    const [a, b] = [...this.pointers.values()];
    return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, wide: Math.max(10, Math.hypot(a.x - b.x, a.y - b.y)) };
  }

  wheel(event) {
    event.preventDefault();
    const { map } = this;
    const unit = event.deltaMode === 1 ? 20 : event.deltaMode === 2 ? 200 : 1;
    if (event.shiftKey) {
      map.camera.pan(-(event.deltaX || event.deltaY) * unit, 0);
      map.moved();
      return;
    }
    map.camera.zoom(Math.exp(-Math.max(-300, Math.min(300, event.deltaY * unit)) * (event.ctrlKey ? 0.01 : 0.0016)), this.at(event));
    map.moved(true);
  }

  twice(event) {
    const { map } = this;
    const place = map.camera.toMap(this.at(event));
    const token = map.model.tokenAt(place);
    if (token) map.tell('open', { token: token.ref, actor: token.actor || null });
    else if (map.tool === 'select' && !this.doorAt(place, 'mouse')) map.ping(place);
  }
}

/** How far a place is from a drawing's line, in cells. */
function farFrom(at, { kind, points = [] }) {
  if (points.length < 2) return Infinity;
  let line = points;
  const [a] = points;
  const b = points[points.length - 1];
  if (kind === 'rectangle') line = [a, { x: b.x, y: a.y }, b, { x: a.x, y: b.y }, a];
  if (kind === 'ellipse') {
    line = Array.from({ length: 33 }, (_, i) => ({
      x: (a.x + b.x) / 2 + Math.abs(a.x - b.x) / 2 * Math.cos(i * Math.PI / 16),
      y: (a.y + b.y) / 2 + Math.abs(a.y - b.y) / 2 * Math.sin(i * Math.PI / 16),
    }));
  }
  let least = Infinity;
  for (let i = 1; i < line.length; i++) {
    const p = line[i - 1];
    const ex = line[i].x - p.x;
    const ey = line[i].y - p.y;
    const length = ex * ex + ey * ey;
    const part = length ? Math.max(0, Math.min(1, ((at.x - p.x) * ex + (at.y - p.y) * ey) / length)) : 0;
    least = Math.min(least, Math.hypot(at.x - p.x - part * ex, at.y - p.y - part * ey));
  }
  return least;
}
