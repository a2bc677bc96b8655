// The map of the table: a component that shows a source and hands people's wishes on. It holds no
// state of the table itself and decides nothing; `destroy` leaves no trace of it.
//
// Drawn on canvases of its own, without a library: what is costly here - sight past two thousand walls,
// fog, light - no library does, and what a library does - sprites, tiles - is little. A renderer on
// WebGL would fall back to software where no graphics card is, and could not be held to a frame there.
//
// Four canvases lie over each other, so that a frame only draws what has changed: ground, tokens,
// shade (under the tokens, at half resolution), and what is of the moment.

import { Camera, round } from './camera.js';
import { Ground } from './ground.js';
import { Hands } from './hands.js';
import { Keys } from './keys.js';
import { Model } from './model.js';
import { Overlay, PING } from './overlay.js';
import { palette } from './palette.js';
import { Pictures } from './pictures.js';
import { Shade } from './shade.js';
import { Tokens } from './tokens.js';
import { Toolbar } from './toolbar.js';

const SETTLE = 140;
const CURSOR_AGE = 5000;
const GHOST_AGE = 2500;
const AREA_AGE = 30_000;
const MOST_PINGS = 20;
const MOST_CURSORS = 40;

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{
 *   view(): import('./model.js').View,
 *   subscribe(changed: () => void): () => void,
 *   signals?(heard: (signal: {from: string, kind: string, payload: any}) => void): () => void,
 *   picture?(asset: string): Promise<ImageBitmap|null>,
 *   tiles?(map: string, layer?: string): Promise<{side: number, tiles: string[]}|null>,
 *   tile?(map: string, column: number, row: number, layer?: string): Promise<ImageBitmap|null>,
 * }} Source what the map shows
 * @typedef {{
 *   act(type: string, payload: any): Promise<{outcome?: string, message?: string}|void>,
 *   signal?(kind: string, payload: any): void,
 * }} Actions what people at the map do
 * @typedef {{metric?: 'chebyshev'|'alternating'|'manhattan'|'euclid', bars?: (actor: any, token: any) => any[],
 *   still?: boolean, toolbar?: boolean}} Prefs
 */

/**
 * Puts a map into an element.
 * @param {HTMLElement} element
 * @param {{source: Source, actions: Actions, prefs?: Prefs}} what
 */
export function createMap(element, { source, actions, prefs = {} }) {
  return new TableMap(element, source, actions, prefs);
}

class TableMap extends EventTarget {
  constructor(element, source, actions, prefs) {
    super();
    this.element = element;
    this.source = source;
    this.actions = actions;
    this.prefs = prefs;
    this.camera = new Camera();
    this.look = { colors: {}, version: 0, shows: { grid: true, walls: true, names: true, drawings: true, light: true } };
    this.model = new Model(prefs);
    this.pictures = new Pictures(source, bounds => { this.ground.forget(bounds); this.again('ground'); });
    this.ground = new Ground(this.model, this.pictures, this.look);
    this.tokens = new Tokens(this.model, this.pictures, this.look, () => this.again('tokens'));
    this.shade = new Shade(this.model, this.look);
    this.overlay = new Overlay(this.model, this.tokens, this.look);
    /** @type {Set<string>} keys of selected tokens, the last the one that keys move */
    this.selected = new Set();
    this.placed = new Map();
    this.ghosts = new Map();
    this.cursors = new Map();
    this.areas = new Map();
    this.rulers = new Map();
    this.pings = [];
    this.tool = 'select';
    this.as = '';
    this.dirty = new Set();
    this.ended = new AbortController();
    this.build();
    this.read();
    this.unsubscribe = [source.subscribe(() => this.changed()), source.signals?.(said => this.heard(said))];
    this.changed();
  }

  build() {
    const { element } = this;
    element.classList.add('tk-map');
    this.canvases = {};
    for (const name of ['ground', 'shade', 'tokens', 'overlay']) {
      const canvas = document.createElement('canvas');
      canvas.className = `tk-${name}`;
      canvas.setAttribute('aria-hidden', 'true');
      this.canvases[name] = canvas.getContext('2d', { alpha: name !== 'ground' });
      element.append(canvas);
    }
    this.stage = document.createElement('div');
    this.stage.className = 'tk-stage';
    this.stage.tabIndex = 0;
    this.stage.setAttribute('role', 'application');
    this.stage.setAttribute('aria-roledescription', 'map');
    this.live = document.createElement('div');
    this.live.className = 'tk-live';
    this.live.setAttribute('role', 'status');
    this.hint = document.createElement('div');
    this.hint.className = 'tk-hint';
    this.hint.hidden = true;
    element.append(this.stage, this.live, this.hint);
    this.toolbar = this.prefs.toolbar === false ? null : new Toolbar(this);
    this.hands = new Hands(this);
    this.keys = new Keys(this);
    const { signal } = this.ended;
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(element);
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-reduced-motion: reduce)', '(prefers-contrast: more)']) {
      matchMedia(query).addEventListener('change', () => this.read(), { signal });
    }
    this.themes = new MutationObserver(() => this.read());
    this.themes.observe(document.documentElement, { attributes: true, attributeFilter: ['class', 'data-theme'] });
  }

  /** Reads colours and wishes of the page anew. */
  read() {
    this.look.colors = palette(this.element);
    this.look.version++;
    this.still = this.prefs.still ?? matchMedia('(prefers-reduced-motion: reduce)').matches;
    this.ground.forget();
    this.tokens.forget();
    this.shade.forget();
    this.again('ground', 'shade', 'tokens', 'overlay');
  }

  resize() {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!width || !height) return;
    const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
    const { camera } = this;
    const middle = camera.toMap({ x: camera.width / 2, y: camera.height / 2 });
    const first = camera.width <= 1;
    if (ratio !== this.ratio) {
      this.ground.clear();
      this.tokens.clear();
    }
    this.ratio = ratio;
    camera.width = width;
    camera.height = height;
    for (const name of ['ground', 'tokens', 'overlay']) {
      const { canvas } = this.canvases[name];
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(height * ratio);
    }
    if (first) this.open();
    else camera.centre(middle);
    this.moved();
    this.frameNow();
  }

  /** The first look at a map: one's own tokens, or all of it. */
  open() {
    const { camera, model } = this;
    if (!model.map || camera.width <= 1) return;
    camera.fit(model.bounds());
    const mine = model.tokens.filter(token => token.own);
    if (mine.length && camera.scale < 44) {
      camera.scale = Math.max(camera.scale, Math.min(60, camera.scale * 2.5));
      camera.look({ x: mine.reduce((sum, each) => sum + each.x, 0) / mine.length, y: mine.reduce((sum, each) => sum + each.y, 0) / mine.length },
        model.wide, model.high);
    }
    camera.bound(model.wide, model.high);
  }

  changed() {
    const what = this.model.take(this.source.view());
    const { model } = this;
    if (what.map) {
      this.selected.clear();
      this.placed.clear();
      this.ghosts.clear();
      this.areas.clear();
      this.rulers.clear();
      this.pings = [];
      this.as = '';
      this.hands.cancel();
      this.ground.clear();
      this.tokens.clear();
      this.shade.forget();
      this.open();
      this.stage.setAttribute('aria-label', model.map ? `Map: ${model.map.name ?? ''}` : 'No map');
      this.element.classList.toggle('tk-empty', !model.map);
      this.say(model.map ? `${model.map.name ?? 'A map'}. ${model.tokens.length} tokens. Tab goes from token to token, arrows move, question mark for help.` : 'There is no map to see yet.');
    }
    if (what.ground) {
      this.pictures.take(model);
      this.ground.forget();
      this.again('ground');
    }
    if (what.walls) this.ground.forget();
    if (what.walls || what.light || what.explored) {
      this.shade.forget();
      this.again('ground', 'shade', 'overlay');
    }
    if (what.explored) this.pictures.explored(model);
    if (what.tokens) {
      for (const id of this.selected) if (!model.byId.has(id)) this.selected.delete(id);
      for (const [id, ghost] of this.ghosts) {
        const token = model.byId.get(id);
        if (!token || `${token.x} ${token.y}` !== ghost.was) this.ghosts.delete(id);
      }
      this.hands.tokensChanged();
      this.again('tokens', 'shade', 'overlay');
    }
    this.toolbar?.changed();
  }

  /** What others do at the moment. */
  heard({ from, kind, payload }) {
    if (!payload || typeof payload !== 'object') return;
    const who = this.model.view?.participants?.[from];
    const person = { color: who?.color ?? '#9aa7c0', name: who?.name ?? '' };
    const time = performance.now();
    const at = typeof payload.x === 'number' && typeof payload.y === 'number' ? { x: payload.x, y: payload.y } : null;
    const here = payload.map === this.model.key;
    if (kind === 'drag' && at && typeof payload.token === 'string') {
      const [map, id] = payload.token.split('/');
      const token = this.model.byId.get(id);
      if (map !== this.model.key || !token) return;
      this.ghosts.set(id, { at, ...person, until: time + GHOST_AGE, was: `${token.x} ${token.y}` });
    } else if (kind === 'cursor' && at && here) {
      this.cursors.set(from, { at, ...person, until: time + CURSOR_AGE });
      if (this.cursors.size > MOST_CURSORS) this.cursors.delete(this.cursors.keys().next().value);
    } else if (kind === 'ping' && at && here) this.showPing(at, person);
    else if (kind === 'area' && here) {
      const to = point(payload.to);
      if (at && to && ['circle', 'cone', 'line', 'square'].includes(payload.shape)) {
        this.areas.set(from, { data: { shape: payload.shape, from: at, to }, ...person, until: time + AREA_AGE });
      } else this.areas.delete(from);
    } else if (kind === 'ruler' && here) {
      const points = Array.isArray(payload.points) ? payload.points.slice(0, 20).map(point) : [];
      if (points.length > 1 && points.every(Boolean)) {
        this.rulers.set(from, { points, length: this.lengthOf(points), ...person, until: time + GHOST_AGE });
      } else this.rulers.delete(from);
    } else return;
    this.again('overlay');
    clearTimeout(this.aging);
    this.aging = setTimeout(() => this.age(), 1000);
  }

  /** Forgets what was of the moment. */
  age() {
    const time = performance.now();
    for (const kept of [this.ghosts, this.cursors, this.areas, this.rulers]) {
      for (const [key, each] of kept) if (each.until < time) kept.delete(key);
    }
    this.again('overlay');
    if (this.ghosts.size + this.cursors.size + this.areas.size + this.rulers.size) this.aging = setTimeout(() => this.age(), 1000);
  }

  lengthOf(points) {
    let sum = 0;
    for (let i = 1; i < points.length; i++) sum += this.model.path(points[i - 1], points[i]).length;
    return sum;
  }

  // -- frames -----------------------------------------------------------------------------------

  /** Some canvases are to be drawn anew. */
  again(...names) {
    for (const name of names) this.dirty.add(name);
    this.waiting ??= requestAnimationFrame(time => { this.waiting = undefined; this.frame(time); });
  }

  /** The camera has moved. */
  moved(zoomed) {
    if (this.model.map) this.camera.bound(this.model.wide, this.model.high);
    if (zoomed) {
      this.settled = performance.now() + SETTLE;
      clearTimeout(this.settling);
      this.settling = setTimeout(() => this.again('ground', 'tokens'), SETTLE + 10);
    }
    this.again('ground', 'shade', 'tokens', 'overlay');
  }

  frameNow() {
    cancelAnimationFrame(this.waiting);
    this.waiting = undefined;
    this.frame(performance.now());
  }

  frame(time) {
    if (this.ended.signal.aborted || this.camera.width <= 1) return;
    const { dirty, camera, ratio } = this;
    this.dirty = new Set();
    const settled = !(this.settled > performance.now());
    // One thing at a time is made anew after zooming: first the ground, then the tokens.
    const busy = dirty.has('ground') && this.ground.draw(this.canvases.ground, camera, ratio, settled);
    if (busy) this.again('ground', 'tokens');
    const drag = this.hands.drag;
    const lifted = new Set(drag ? [drag.token.id, ...drag.group.map(each => each.id)] : []);
    if (dirty.has('tokens') && this.tokens.draw(this.canvases.tokens, camera, ratio, settled && !busy, lifted, this.placed) && settled) this.again('tokens');
    if (dirty.has('shade')) this.shade.draw(this.canvases.shade, camera, drag ? { id: drag.token.id, ...drag.at } : this.lastPlaced(), this.as);
    if (dirty.has('overlay')) {
      this.pings = this.pings.filter(ping => time - ping.since < PING);
      if (this.overlay.draw(this.canvases.overlay, camera, ratio, this.now(), time)) this.again('overlay');
    }
  }

  /** The token put down last, until the table tells where it stands. */
  lastPlaced() {
    let last = null;
    for (const [id, at] of this.placed) last = { id, ...at };
    return last;
  }

  now() {
    const { model, hands } = this;
    const time = performance.now();
    const at = token => this.placed.get(token.id) ?? token;
    const drag = hands.drag;
    return {
      selected: [...this.selected].map(id => model.byId.get(id)).filter(Boolean)
        .map(token => ({ token, at: drag?.token.id === token.id ? drag.at
          : drag?.group.includes(token) ? { x: token.x + drag.at.x - drag.token.x, y: token.y + drag.at.y - drag.token.y } : at(token) })),
      hover: hands.hover, doorFocus: this.keys.door, drag, sketch: hands.sketch, ruler: hands.ruler, area: hands.area,
      ghosts: [...this.ghosts].map(([id, ghost]) => ({ token: model.byId.get(id), ...ghost })).filter(each => each.token && drag?.token !== each.token),
      areas: [...this.areas.values()], rulers: [...this.rulers.values()],
      cursors: [...this.cursors.values()].map(each => ({ ...each, fade: Math.max(0.25, Math.min(1, (each.until - time) / 1500)) })),
      pings: this.pings, cursor: this.keys.cursor, still: this.still,
    };
  }

  // -- what people do ---------------------------------------------------------------------------

  tell(type, detail) { return this.dispatchEvent(new CustomEvent(type, { detail, cancelable: true })); }

  /** Says something to those who listen instead of looking, and shows it for a moment on request. */
  say(words, shown = false) {
    this.live.textContent = words;
    if (!shown) return;
    this.hint.textContent = words;
    this.hint.hidden = false;
    clearTimeout(this.hiding);
    this.hiding = setTimeout(() => { this.hint.hidden = true; }, 4000);
  }

  /** The token that keys move. */
  get chosen() {
    const id = [...this.selected].pop();
    return id === undefined ? null : this.model.byId.get(id) ?? null;
  }

  select(id, more = false) {
    if (!more) this.selected.clear();
    if (id !== null && this.model.byId.has(id)) {
      if (more && this.selected.has(id)) this.selected.delete(id);
      else this.selected.add(id);
    }
    const token = this.chosen;
    this.again('overlay');
    if (this.as && this.as !== token?.id) this.seeAs(token && this.as ? token.id : '');
    this.toolbar?.changed();
    this.tell('select', { token: token?.ref ?? null, actor: token?.actor || null, tokens: [...this.selected].map(each => `${this.model.key}/${each}`) });
  }

  /** Where something stands, in words. */
  placeOf(at) {
    const cell = this.model.grid.cellAt(at);
    return `column ${cell.column + 1}, row ${cell.row + 1}`;
  }

  describe(token) {
    const parts = [token.name || 'A token', this.placeOf(this.placed.get(token.id) ?? token)];
    if (token.turn) parts.push('its turn');
    if (token.hidden) parts.push('hidden from players');
    for (const bar of token.bars) parts.push(`${bar.value} of ${bar.max} ${bar.label ?? ''}`);
    if (token.conditions.length) parts.push(token.conditions.join(', '));
    if (!token.mine) parts.push('not yours to move');
    return parts.join('. ');
  }

  /** Puts tokens down; shows them there until the table has answered. */
  async move(moves) {
    const { model } = this;
    const wanted = moves.filter(({ token, to }) => token.x !== to.x || token.y !== to.y);
    if (!wanted.length || !this.tell('move', { moves: wanted.map(({ token, to }) => ({ token: token.ref, to })) })) return;
    const marks = wanted.map(({ token, to }) => {
      const mark = { ...to };
      this.placed.set(token.id, mark);
      return [token.id, mark];
    });
    this.again('tokens', 'shade', 'overlay');
    const one = wanted[0];
    const answer = await this.act(wanted.length === 1 ? 'token.move' : 'tokens.move', wanted.length === 1
      ? { token: one.token.ref, to: one.to } : { moves: wanted.map(({ token, to }) => ({ token: token.ref, to })) });
    for (const [id, mark] of marks) if (this.placed.get(id) === mark) this.placed.delete(id);
    if (!this.ended.signal.aborted) this.again('tokens', 'shade', 'overlay');
    if (answer?.outcome !== 'refused') this.say(`${one.token.name} to ${this.placeOf(one.to)}, ${model.said(model.path(one.token, one.to).length)}.`);
  }

  async act(type, payload) {
    const answer = await this.actions.act(type, payload);
    if (answer?.outcome === 'refused') this.say(answer.message ?? 'That was refused.', true);
    return answer;
  }

  toggleDoor(door, lock = false) {
    const { runs } = this.model;
    let state = door.state === 'open' ? 'closed' : 'open';
    if (lock && runs) state = door.state === 'locked' ? 'closed' : 'locked';
    else if (door.state === 'locked' && runs) state = 'closed';
    if (!this.tell('door', { door: door.ref, state })) return;
    this.act('door.set', { door: door.ref, state }).then(answer => {
      if (answer?.outcome !== 'refused') this.say(`The door is ${state}.`);
    });
  }

  ping(at) {
    const payload = { map: this.model.key, x: round(at.x), y: round(at.y) };
    if (!this.tell('ping', payload)) return;
    this.actions.signal?.('ping', payload);
    this.showPing(at, { color: this.model.view?.participants?.[this.model.me?.id]?.color ?? this.look.colors.accent, name: '' });
  }

  showPing(at, person) {
    this.pings.push({ at, ...person, since: performance.now() });
    if (this.pings.length > MOST_PINGS) this.pings.shift();
    this.say(`${person.name || 'You'} pointed at ${this.placeOf(at)}.`);
    this.again('overlay');
  }

  /** Shows others what is of the moment, not more often than they can follow. */
  signal(kind, payload, every = 60) {
    const time = performance.now();
    this.told ??= new Map();
    if (every && time - (this.told.get(kind) ?? -1000) < every) return;
    this.told.set(kind, time);
    this.actions.signal?.(kind, payload);
  }

  setTool(tool) {
    this.tool = tool;
    this.hands.cancel();
    this.keys.cursor = null;
    this.element.dataset.tool = tool;
    this.toolbar?.changed();
    this.again('overlay');
    this.tell('tool', { tool });
  }

  /** Shows or leaves out grid, walls, names, drawings or light, on this screen alone. */
  show(what, on) {
    this.look.shows[what] = on;
    this.read();
    this.toolbar?.changed();
  }

  /** Those who run the game look through a token's eyes; an empty key: through their own. */
  seeAs(id) {
    this.as = this.model.runs && this.model.sees ? id : '';
    this.toolbar?.changed();
    this.again('shade');
  }

  zoom(factor) {
    this.camera.zoom(factor);
    this.moved(true);
  }

  fit() {
    this.camera.fit(this.model.bounds());
    this.moved(true);
  }

  /** Brings a place into view. */
  centre(at) {
    this.camera.centre(at);
    this.moved();
  }

  /** Brings a place into view if it is not there. */
  reveal(at) {
    const { x, y } = this.camera.toScreen(at);
    const edge = 60;
    if (x < edge || y < edge || x > this.camera.width - edge || y > this.camera.height - edge) {
      this.camera.look(at, this.model.wide, this.model.high);
      this.moved();
    }
  }

  destroy() {
    this.ended.abort();
    cancelAnimationFrame(this.waiting);
    for (const timer of [this.settling, this.aging, this.hiding]) clearTimeout(timer);
    this.sizes.disconnect();
    this.themes.disconnect();
    this.pictures.stop();
    this.hands.stop();
    for (const off of this.unsubscribe) off?.();
    this.element.replaceChildren();
    this.element.classList.remove('tk-map', 'tk-empty');
    delete this.element.dataset.tool;
  }
}

const point = said => said && Number.isFinite(said.x) && Number.isFinite(said.y) ? { x: said.x, y: said.y } : null;
