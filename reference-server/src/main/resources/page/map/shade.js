// Darkness, light and fog over the ground, at half the screen's resolution: what was never explored is
// covered, what is not seen now is dim, and in what is seen it is as light as lamps make it. Computed
// from the walls and lights this seat was sent; who is seen at all is decided by the server.
//
// While a token is dragged only what its eyes see is computed again; all else is kept as pictures.

import { LIGHT, SIGHT } from '../geometry/walls.js';
import { DIM } from '../geometry/sight.js';
import { withAlpha } from './palette.js';

/** Pixels of the shade for each CSS pixel. */
const FINE = 0.5;
const CHORDS = 96;

const layer = () => {
  const canvas = new OffscreenCanvas(1, 1);
  return { canvas, ctx: canvas.getContext('2d') };
};

export class Shade {
  constructor(model, look) {
    this.model = model;
    this.look = look;
    this.fog = layer();
    this.lit = layer();
    this.mood = layer();
    this.others = layer();
    this.one = layer();
    this.places = new Map();
    this.views = new Map();
    this.kept = '';
  }

  /** Walls, lights or the explored have changed. */
  forget() {
    this.places.clear();
    this.views.clear();
    this.kept = '';
  }

  /** Whether anything is to be shaded at all. */
  needed(as) { return this.model.map && (this.model.watchers(as) !== null || (this.model.darkness > 0.05 && !this.model.baked && this.look.shows.light)); }

  /**
   * Draws.
   * @param {CanvasRenderingContext2D} ctx of a canvas that is stretched over the map
   * @param {{id: string, x: number, y: number}|null} moved a token that is thought elsewhere
   * @param {string} as key of the token whose eyes count, for those who run the game
   */
  draw(ctx, camera, moved, as) {
    const width = Math.max(1, Math.ceil(camera.width * FINE));
    const height = Math.max(1, Math.ceil(camera.height * FINE));
    if (ctx.canvas.width !== width || ctx.canvas.height !== height) {
      ctx.canvas.width = width;
      ctx.canvas.height = height;
      this.kept = '';
    }
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.globalAlpha = 1;
    ctx.clearRect(0, 0, width, height);
    if (!this.needed(as)) return;
    const { model } = this;
    const scale = camera.scale * FINE;
    const watchers = model.watchers(as);
    const carried = moved && model.byId.get(moved.id)?.source.light;
    const lone = watchers && moved && watchers.some(token => token.id === moved.id) ? moved.id : '';
    const mark = `${width} ${height} ${camera.x} ${camera.y} ${scale} ${as} ${lone} ${this.look.version}`
      + ` ${carried ? `${moved.x} ${moved.y}` : ''} ${watchers?.map(each => `${each.id} ${each.x} ${each.y}`)} ${carried ? moved.id : ''}`;
    if (mark !== this.kept) {
      this.kept = mark;
      this.size(width, height);
      this.prepare(camera, scale, carried ? moved : null, watchers, lone);
    }
    if (!watchers) {
      ctx.drawImage(this.mood.canvas, 0, 0);
      return;
    }
    ctx.drawImage(this.fog.canvas, 0, 0);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.drawImage(this.others.canvas, 0, 0);
    if (lone) {
      this.see(model.byId.get(lone), moved, scale, camera);
      ctx.drawImage(this.one.canvas, 0, 0);
    }
    // Under what remains of the fog, the darkness of what is seen.
    ctx.globalCompositeOperation = 'destination-over';
    ctx.drawImage(this.mood.canvas, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
  }

  size(width, height) {
    for (const { canvas } of [this.fog, this.lit, this.mood, this.others, this.one]) {
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
      }
    }
  }

  prepare(camera, scale, moved, watchers, lone) {
    const lamps = this.model.lampsNow(moved).filter(lamp => this.shows(lamp, camera));
    this.paintLit(lamps, camera, scale);
    this.paintMood(lamps, camera, scale, watchers);
    if (!watchers) return;
    this.paintFog(camera, scale);
    const { ctx, canvas } = this.others;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    for (const token of watchers) {
      if (token.id === lone) continue;
      this.see(token, token, scale, camera);
      ctx.drawImage(this.one.canvas, 0, 0);
    }
  }

  shows(lamp, camera) {
    const { minX, minY, maxX, maxY } = camera.bounds();
    return lamp.at.x + lamp.dim > minX && lamp.at.x - lamp.dim < maxX && lamp.at.y + lamp.dim > minY && lamp.at.y - lamp.dim < maxY;
  }

  /** Where it is at least dim: opaque there. */
  paintLit(lamps, camera, scale) {
    const { ctx, canvas } = this.lit;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.fillStyle = '#fff';
    if (this.model.ambient >= DIM) {
      ctx.fillRect(0, 0, canvas.width, canvas.height);
      return;
    }
    ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    for (const lamp of lamps) ctx.fill(this.place(lamp));
  }

  /** How dark it is in what is seen, lamps with their colours. */
  paintMood(lamps, camera, scale, watchers) {
    const { model } = this;
    const { ctx, canvas } = this.mood;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    if (model.baked || model.darkness < 0.05 || !this.look.shows.light) return;
    // Those who run the game must see what they do.
    const most = watchers ? 0.72 : 0.5;
    ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    ctx.fillStyle = withAlpha('#060a1c', Math.min(1, model.darkness) * most);
    ctx.fillRect(0, 0, model.wide, model.high);
    ctx.save();
    ctx.beginPath();
    ctx.rect(0, 0, model.wide, model.high);
    ctx.clip();
    for (const lamp of lamps) {
      const strength = Math.min(1, lamp.intensity);
      const glow = ctx.createRadialGradient(lamp.at.x, lamp.at.y, 0, lamp.at.x, lamp.at.y, lamp.dim);
      const edge = Math.min(0.98, lamp.bright / lamp.dim);
      glow.addColorStop(0, `rgba(0,0,0,${strength})`);
      glow.addColorStop(edge, `rgba(0,0,0,${0.85 * strength})`);
      glow.addColorStop(1, 'rgba(0,0,0,0)');
      ctx.globalCompositeOperation = 'destination-out';
      ctx.fillStyle = glow;
      const place = this.place(lamp);
      ctx.fill(place);
      if (lamp.color.toLowerCase() === '#ffffff') continue;
      const tint = ctx.createRadialGradient(lamp.at.x, lamp.at.y, 0, lamp.at.x, lamp.at.y, lamp.dim);
      tint.addColorStop(0, withAlpha(lamp.color, 0.3 * strength));
      tint.addColorStop(1, withAlpha(lamp.color, 0));
      ctx.globalCompositeOperation = 'source-over';
      ctx.fillStyle = tint;
      ctx.fill(place);
    }
    ctx.restore();
    ctx.globalCompositeOperation = 'source-over';
  }

  /** What of the map a lamp reaches. */
  place(lamp) {
    const mark = `${lamp.at.x} ${lamp.at.y} ${lamp.dim} ${lamp.shadows}`;
    const known = this.places.get(lamp.key);
    if (known?.mark === mark) return known.path;
    let path;
    if (lamp.shadows) path = polygon(this.model.walls.visible(LIGHT, lamp.at, lamp.dim).outline(CHORDS));
    else {
      path = new Path2D();
      path.arc(lamp.at.x, lamp.at.y, lamp.dim, 0, 2 * Math.PI);
    }
    this.places.set(lamp.key, { mark, path });
    return path;
  }

  paintFog(camera, scale) {
    const { explored: { columns, rows, side }, wide, high } = this.model;
    const { ctx, canvas } = this.fog;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    ctx.fillStyle = this.look.colors.fog;
    ctx.fillRect(0, 0, wide, high);
    ctx.globalCompositeOperation = 'destination-out';
    ctx.imageSmoothingEnabled = true;
    ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    ctx.beginPath();
    ctx.rect(0, 0, wide, high);
    ctx.save();
    ctx.clip();
    ctx.drawImage(this.pictures().dim, 0, 0, columns * side, rows * side);
    ctx.restore();
    ctx.globalCompositeOperation = 'source-over';
  }

  /**
   * What was explored, one pixel a tile, so that stretched its edge is soft: as it dims the fog, and
   * with a tile around it as far as anything can be seen. Beyond, no wall is known to this seat, and
   * what its eyes would see there is not so.
   */
  pictures() {
    const { explored } = this.model;
    if (this.exploredOf === explored) return this.made;
    const { columns, rows, seen } = explored;
    const picture = alpha => {
      const canvas = new OffscreenCanvas(columns, rows);
      const pixels = new ImageData(columns, rows);
      for (let i = 0; i < seen.length; i++) pixels.data[4 * i + 3] = alpha(i % columns, Math.floor(i / columns));
      canvas.getContext('2d').putImageData(pixels, 0, 0);
      return canvas;
    };
    const has = (column, row) => column >= 0 && row >= 0 && column < columns && row < rows && seen[row * columns + column] === 1;
    const near = (column, row) => {
      for (let y = -1; y <= 1; y++) for (let x = -1; x <= 1; x++) if (has(column + x, row + y)) return true;
      return false;
    };
    this.exploredOf = explored;
    this.made = {
      dim: picture((column, row) => has(column, row) ? 112 : 0),
      reach: seen.includes(1) ? picture((column, row) => near(column, row) ? 255 : 0) : null,
    };
    return this.made;
  }

  /** What one token sees from a place, into its own layer: opaque where it sees. */
  see(token, at, scale, camera) {
    const { model } = this;
    const { ctx, canvas } = this.one;
    const eye = model.eye(token, at);
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.clearRect(0, 0, canvas.width, canvas.height);
    // Beyond the map and the screen there is nothing to see.
    const range = Math.min(eye.range, 2 + Math.hypot(
      Math.max(Math.abs(eye.at.x), Math.abs(model.wide - eye.at.x)), Math.max(Math.abs(eye.at.y), Math.abs(model.high - eye.at.y))));
    if (!(range > 0)) return;
    const mark = `${eye.at.x} ${eye.at.y} ${range} ${eye.darkvision}`;
    let view = this.views.get(token.id);
    if (view?.mark !== mark) {
      view = { mark, path: polygon(model.walls.visible(SIGHT, eye.at, range).outline(CHORDS)) };
      this.views.set(token.id, view);
    }
    ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    ctx.fillStyle = '#fff';
    ctx.beginPath();
    ctx.rect(0, 0, model.wide, model.high);
    ctx.save();
    ctx.clip();
    ctx.fill(view.path);
    if (model.ambient < DIM) {
      ctx.globalCompositeOperation = 'source-in';
      ctx.setTransform(1, 0, 0, 1, 0, 0);
      ctx.drawImage(this.lit.canvas, 0, 0);
      if (eye.darkvision > 0) {
        ctx.globalCompositeOperation = 'source-over';
        ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
        ctx.clip(view.path);
        ctx.globalAlpha = 0.85;
        ctx.beginPath();
        ctx.arc(eye.at.x, eye.at.y, Math.min(range, eye.darkvision), 0, 2 * Math.PI);
        ctx.fill();
        ctx.globalAlpha = 1;
      }
    }
    ctx.restore();
    const { reach } = this.pictures();
    if (reach && !model.runs) {
      const { columns, rows, side } = model.explored;
      ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
      ctx.globalCompositeOperation = 'destination-in';
      ctx.imageSmoothingEnabled = true;
      ctx.drawImage(reach, 0, 0, columns * side, rows * side);
    }
    ctx.globalCompositeOperation = 'source-over';
  }
}

function polygon(points) {
  const path = new Path2D();
  points.forEach((at, i) => i ? path.lineTo(at.x, at.y) : path.moveTo(at.x, at.y));
  path.closePath();
  return path;
}
