// What is of the moment: who is selected, where a token is being dragged to, rulers and areas, other
// people's cursors, pings. The uppermost canvas; only what was drawn is wiped.

import { circle, cone, rectangle } from '../geometry/area.js';
import { paintDrawing } from './ground.js';
import { inkOn, withAlpha } from './palette.js';

export const PING = 2400;

/** An area as it was pulled out, from its data. */
export function areaOf({ shape, from, to, width }) {
  const x = to.x - from.x;
  const y = to.y - from.y;
  const long = Math.hypot(x, y);
  if (!(long > 0.05)) return null;
  if (shape === 'circle') return circle(from, long);
  if (shape === 'cone') return cone(from, { x, y }, long);
  if (shape === 'square') return rectangle(from, { x, y }, long, long);
  return rectangle(from, { x, y }, long, width ?? 1);
}

export class Overlay {
  constructor(model, tokens, look) {
    this.model = model;
    this.tokens = tokens;
    this.look = look;
  }

  /**
   * @param {any} now `{selected, hover, focus, drag, ghosts, ruler, area, areas, sketch, cursors, pings, cursor, doors}`
   * @returns {boolean} whether something moves by itself
   */
  draw(ctx, camera, ratio, now, time) {
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    if (!this.model.map) return false;
    this.ctx = ctx;
    this.camera = camera;
    this.ratio = ratio;
    const scale = camera.scale * ratio;
    this.cells = () => ctx.setTransform(scale, 0, 0, scale, -camera.x * scale, -camera.y * scale);
    this.pixel = 1 / scale;
    this.doors(now);
    for (const area of now.areas) this.area(area.data, area.color, area.name);
    if (now.area) this.area(now.area, this.look.colors.accent, '');
    if (now.sketch) {
      this.cells();
      paintDrawing(ctx, now.sketch, this.pixel);
    }
    for (const ghost of now.ghosts) this.ghost(ghost);
    for (const { token, at } of now.selected) this.ring(token, at);
    if (now.drag) this.drag(now.drag);
    if (now.ruler) this.ruler(now.ruler.points, this.look.colors.accent, now.ruler.length);
    for (const ruler of now.rulers) this.ruler(ruler.points, ruler.color, ruler.length);
    if (now.cursor) this.crosshair(now.cursor);
    for (const cursor of now.cursors) this.cursor(cursor);
    let moves = false;
    for (const ping of now.pings) moves = this.ping(ping, time, now.still) || moves;
    return moves;
  }

  doors({ hover, doorFocus }) {
    const door = doorFocus ?? (hover?.door || null);
    if (!door) return;
    const { ctx } = this;
    this.cells();
    ctx.beginPath();
    ctx.arc(door.at.x, door.at.y, 0.42, 0, 2 * Math.PI);
    ctx.fillStyle = this.look.colors.plate;
    ctx.fill();
    ctx.lineWidth = Math.max(0.05, 2 * this.pixel);
    ctx.strokeStyle = door.state === 'locked' ? this.look.colors.bad : this.look.colors.accent;
    ctx.stroke();
    this.words(door.at, door.state === 'open' ? 'close' : door.state === 'locked' ? 'locked' : 'open', door.state === 'locked' ? this.look.colors.bad : this.look.colors.accent, 11);
  }

  ring(token, at) {
    const { ctx, look } = this;
    this.cells();
    ctx.lineWidth = Math.max(0.05, 2.5 * this.pixel);
    ctx.beginPath();
    ctx.ellipse(at.x, at.y, token.width * 0.5, token.height * 0.5, 0, 0, 2 * Math.PI);
    ctx.strokeStyle = '#000a';
    ctx.lineWidth *= 1.8;
    ctx.stroke();
    ctx.lineWidth /= 1.8;
    ctx.setLineDash([0.22, 0.12]);
    ctx.strokeStyle = look.colors.accent;
    ctx.stroke();
    ctx.setLineDash([]);
  }

  drag({ token, at, to, path, length, blocked, group }) {
    const { ctx, look: { colors } } = this;
    const color = blocked ? colors.bad : colors.accent;
    this.cells();
    ctx.fillStyle = withAlpha(color, 0.16);
    for (const cell of path.slice(0, 200)) this.cell(cell);
    ctx.fillStyle = withAlpha(color, 0.3);
    const space = { middle: to, width: token.width, height: token.height };
    for (const cell of this.model.grid.spaceCells(space)) this.cell(cell);
    this.line([token, to], color);
    for (const each of group) this.tokens.one(ctx, each, { x: each.x + at.x - token.x, y: each.y + at.y - token.y }, ...this.how());
    this.cells();
    this.tokens.one(ctx, token, at, ...this.how());
    this.label(to, `${this.model.said(length)}${blocked ? ' – blocked' : ''}`, color, token.height / 2 + 0.35);
  }

  how() {
    this.ctx.setTransform(1, 0, 0, 1, 0, 0);
    return [this.camera, this.camera.scale * this.ratio, this.ratio, true, 0.85];
  }

  ghost({ token, at, color, name }) {
    this.cells();
    this.line([token, at], color);
    this.tokens.one(this.ctx, token, at, ...this.how().slice(0, 4), 0.55);
    if (name) this.label(at, name, color, -token.height / 2 - 0.3);
  }

  cell(cell) {
    const { ctx } = this;
    const corners = this.model.grid.corners(cell);
    ctx.beginPath();
    ctx.moveTo(corners[0].x, corners[0].y);
    for (let i = 1; i < corners.length; i++) ctx.lineTo(corners[i].x, corners[i].y);
    ctx.closePath();
    ctx.fill();
  }

  line(points, color) {
    const { ctx } = this;
    ctx.beginPath();
    ctx.moveTo(points[0].x, points[0].y);
    for (const at of points.slice(1)) ctx.lineTo(at.x, at.y);
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    ctx.strokeStyle = '#000b';
    ctx.lineWidth = 5 * this.pixel * this.ratio;
    ctx.stroke();
    ctx.strokeStyle = color;
    ctx.lineWidth = 2.5 * this.pixel * this.ratio;
    ctx.stroke();
  }

  ruler(points, color, length) {
    if (points.length < 2) return;
    const { ctx } = this;
    this.cells();
    this.line(points, color);
    for (const at of points) {
      ctx.beginPath();
      ctx.arc(at.x, at.y, 4 * this.pixel * this.ratio, 0, 2 * Math.PI);
      ctx.fillStyle = color;
      ctx.fill();
    }
    this.label(points[points.length - 1], this.model.said(length), color, -0.4);
  }

  area(data, color, name) {
    const area = areaOf(data);
    if (!area) return;
    const { ctx } = this;
    this.cells();
    ctx.fillStyle = withAlpha(color, 0.28);
    const around = area.bounds();
    // A huge area is shown by its outline alone.
    if ((around.maxX - around.minX) * (around.maxY - around.minY) < 4000) {
      for (const cell of this.model.grid.cells(area, this.model.bounds())) this.cell(cell);
    }
    ctx.beginPath();
    if (area.shape === 'circle') ctx.arc(area.origin.x, area.origin.y, area.radius, 0, 2 * Math.PI);
    else {
      area.outline.forEach((at, i) => i ? ctx.lineTo(at.x, at.y) : ctx.moveTo(at.x, at.y));
      ctx.closePath();
    }
    ctx.lineWidth = 5 * this.pixel * this.ratio;
    ctx.strokeStyle = '#0008';
    ctx.stroke();
    ctx.lineWidth = 2.5 * this.pixel * this.ratio;
    ctx.strokeStyle = color;
    ctx.stroke();
    const long = area.shape === 'circle' ? area.radius : area.length;
    const what = { circle: 'radius', cone: 'cone', square: 'square', line: 'line' }[data.shape];
    this.label(data.to, `${name ? `${name}: ` : ''}${this.model.said(long)} ${what}`, color, -0.4);
  }

  crosshair(at) {
    const { ctx } = this;
    const { x, y } = this.camera.toScreen(at);
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.beginPath();
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      ctx.moveTo(x + 4 * dx, y + 4 * dy);
      ctx.lineTo(x + 13 * dx, y + 13 * dy);
    }
    ctx.strokeStyle = '#000';
    ctx.lineWidth = 4;
    ctx.stroke();
    ctx.strokeStyle = this.look.colors.accent;
    ctx.lineWidth = 2;
    ctx.stroke();
  }

  cursor({ at, color, name, fade }) {
    const { ctx } = this;
    const { x, y } = this.camera.toScreen(at);
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    ctx.globalAlpha = fade;
    ctx.beginPath();
    ctx.moveTo(x, y);
    ctx.lineTo(x + 4, y + 15);
    ctx.lineTo(x + 7.5, y + 9.5);
    ctx.lineTo(x + 14, y + 9);
    ctx.closePath();
    ctx.fillStyle = color;
    ctx.strokeStyle = '#000';
    ctx.lineWidth = 1.5;
    ctx.fill();
    ctx.stroke();
    this.plate(name, x + 12, y + 22, color, inkOn(color), 11, 'left');
    ctx.globalAlpha = 1;
  }

  ping({ at, color, name, since }, time, still) {
    const { ctx } = this;
    const part = (time - since) / PING;
    if (part > 1) return false;
    const { x, y } = this.camera.toScreen(at);
    ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    for (const shift of still ? [0.4] : [0, 0.33, 0.66]) {
      const ring = still ? 0.4 : (part * 2 + shift) % 1;
      ctx.beginPath();
      ctx.arc(x, y, 6 + 34 * ring, 0, 2 * Math.PI);
      ctx.globalAlpha = still ? 1 : (1 - ring) * Math.min(1, 3 * (1 - part));
      ctx.strokeStyle = '#000';
      ctx.lineWidth = 5;
      ctx.stroke();
      ctx.strokeStyle = color;
      ctx.lineWidth = 3;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(x, y, 4, 0, 2 * Math.PI);
    ctx.fillStyle = color;
    ctx.fill();
    if (name) this.plate(name, x, y + 26, color, inkOn(color), 11, 'center');
    return true;
  }

  label(at, words, color, below) { this.words({ x: at.x, y: at.y + below }, words, color, 13); }

  words(at, words, color, size) {
    const { x, y } = this.camera.toScreen(at);
    this.ctx.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    const wide = this.camera.width;
    // On its own colour, in whichever of black and white can be read there.
    this.plate(words, Math.max(30, Math.min(wide - 30, x)), Math.max(12, Math.min(this.camera.height - 12, y)), color, inkOn(color), size, 'center');
  }

  plate(words, x, y, back, ink, size, align) {
    const { ctx } = this;
    ctx.font = `600 ${size}px system-ui, sans-serif`;
    const wide = ctx.measureText(words).width + 10;
    const left = align === 'left' ? x : x - wide / 2;
    ctx.beginPath();
    ctx.roundRect(left, y - size * 0.75, wide, size * 1.5, 4);
    ctx.fillStyle = back;
    ctx.fill();
    ctx.fillStyle = ink;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'middle';
    ctx.fillText(words, left + 5, y + 0.5);
  }
}
