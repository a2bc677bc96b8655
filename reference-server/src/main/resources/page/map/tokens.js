// Tokens: a picture or initials on a disc, name, bars, conditions. Each is painted once for the present
// zoom and then copied.

import { initials, inkOn, withAlpha } from './palette.js';

const MOST_SPRITES = 600;
const BUDGET = 2;
/** Below so many pixels a cell, names would be a clutter. */
const NAMES_FROM = 26;

export class Tokens {
  constructor(model, pictures, look, again) {
    this.model = model;
    this.pictures = pictures;
    this.look = look;
    this.again = again;
    this.sprites = new Map();
  }

  forget() { for (const sprite of this.sprites.values()) sprite.mark = ''; }
  clear() { this.sprites.clear(); }

  /**
   * Draws all tokens.
   * @param {Set<string>} lifted those that are being dragged stay faintly where they were
   * @param {Map<string, {x: number, y: number}>} placed where tokens were put that the table has not told yet
   * @returns {boolean} whether some are still shown as they were at another zoom
   */
  draw(ctx, camera, ratio, settled, lifted, placed) {
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.clearRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    const begun = performance.now();
    let late = false;
    const scale = camera.scale * ratio;
    const plates = [];
    for (const token of this.model.tokens) {
      const may = settled && performance.now() - begun < BUDGET;
      late = this.one(ctx, token, placed.get(token.id) ?? token, camera, scale, ratio, may, lifted.has(token.id) ? 0.3 : 1, plates) || late;
    }
    // Names lie over all bodies.
    for (const [canvas, x, y, wide, high] of plates) ctx.drawImage(canvas, x, y, wide, high);
    if (this.sprites.size > MOST_SPRITES) {
      for (const id of this.sprites.keys()) if (!this.model.byId.has(id)) this.sprites.delete(id);
    }
    return late;
  }

  one(ctx, token, at, camera, scale, ratio, may, alpha = 1, plates = null) {
    const x = (at.x - camera.x) * scale;
    const y = (at.y - camera.y) * scale;
    const reach = (Math.max(token.width, token.height) / 2 + 1) * scale + 60;
    if (x + reach < 0 || y + reach < 0 || x - reach > ctx.canvas.width || y - reach > ctx.canvas.height) return false;
    const picture = this.pictures.portrait(token.picture, this.again);
    const mark = `${token.mark} ${scale} ${this.look.version} ${picture ? 1 : 0}`;
    let sprite = this.sprites.get(token.id);
    let late = false;
    if (!sprite || sprite.mark !== mark) {
      if (may || !sprite) {
        sprite = this.paint(token, picture, scale, ratio);
        sprite.mark = mark;
        this.sprites.set(token.id, sprite);
      } else late = true;
    }
    const by = scale / sprite.scale;
    ctx.globalAlpha = alpha * (token.hidden ? 0.6 : 1);
    const left = Math.round(x - sprite.x * by);
    const top = Math.round(y - sprite.y * by);
    if (by === 1) ctx.drawImage(sprite.canvas, left, top);
    else ctx.drawImage(sprite.canvas, left, top, sprite.canvas.width * by, sprite.canvas.height * by);
    ctx.globalAlpha = 1;
    const { plate } = sprite;
    if (plate) {
      const at = [plate, Math.round(x - plate.width * by / 2), Math.round(y + sprite.below * by), plate.width * by, plate.height * by];
      if (plates) plates.push(at);
      else ctx.drawImage(...at);
    }
    return late;
  }

  paint(token, picture, scale, ratio) {
    const { colors, shows } = this.look;
    const wide = token.width * scale;
    const high = token.height * scale;
    const named = shows.names && token.name && scale / ratio * token.width >= NAMES_FROM;
    const font = Math.max(11, Math.min(15, scale / ratio * 0.24)) * ratio;
    const face = `600 ${font}px system-ui, sans-serif`;
    let text = token.name;
    let textWide = 0;
    if (named) {
      measure.font = face;
      const most = Math.max(wide * 1.5, 90 * ratio);
      textWide = measure.measureText(text).width;
      while (textWide > most && text.length > 2) {
        text = `${text.slice(0, -2).trimEnd()}…`;
        textWide = measure.measureText(text).width;
      }
    }
    const pad = Math.ceil(6 * ratio + 0.08 * scale);
    const across = Math.ceil(wide + 2 * pad);
    const canvas = new OffscreenCanvas(across, Math.ceil(high + 2 * pad));
    const ctx = canvas.getContext('2d');
    const x = across / 2;
    const y = pad + high / 2;
    const rx = wide * 0.44;
    const ry = high * 0.44;
    const ring = Math.max(1.5 * ratio, Math.min(wide, high) * 0.06);

    if (token.turn) {
      ctx.beginPath();
      ctx.ellipse(x, y, rx + ring * 1.4, ry + ring * 1.4, 0, 0, 2 * Math.PI);
      ctx.strokeStyle = colors.accent;
      ctx.lineWidth = ring * 0.9;
      ctx.stroke();
    }
    ctx.beginPath();
    ctx.ellipse(x, y + ring * 0.4, rx + ring * 0.5, ry + ring * 0.5, 0, 0, 2 * Math.PI);
    ctx.fillStyle = 'rgba(0,0,0,.45)';
    ctx.fill();
    ctx.beginPath();
    ctx.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    ctx.save();
    ctx.clip();
    if (picture) {
      const size = Math.max(2 * rx / picture.width, 2 * ry / picture.height);
      ctx.translate(x, y);
      ctx.rotate(token.rotation * Math.PI / 180);
      ctx.imageSmoothingQuality = 'high';
      ctx.drawImage(picture, -picture.width * size / 2, -picture.height * size / 2, picture.width * size, picture.height * size);
    } else {
      ctx.fillStyle = token.color;
      ctx.fill();
      const shine = ctx.createRadialGradient(x - rx * 0.3, y - ry * 0.5, 0, x, y, Math.max(rx, ry) * 1.2);
      shine.addColorStop(0, 'rgba(255,255,255,.22)');
      shine.addColorStop(1, 'rgba(0,0,0,.22)');
      ctx.fillStyle = shine;
      ctx.fill();
      ctx.fillStyle = inkOn(token.color);
      const letters = initials(token.name);
      ctx.font = `700 ${Math.min(rx, ry) * (letters.length > 2 ? 0.72 : 0.92)}px system-ui, sans-serif`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(letters, x, y + Math.min(rx, ry) * 0.05);
      // Which way it looks, where somebody turned it.
      if (token.rotation) {
        ctx.translate(x, y);
        ctx.rotate(token.rotation * Math.PI / 180);
        ctx.beginPath();
        ctx.moveTo(0, -ry);
        ctx.lineTo(-rx * 0.22, -ry * 0.72);
        ctx.lineTo(rx * 0.22, -ry * 0.72);
        ctx.fill();
      }
    }
    ctx.restore();
    ctx.beginPath();
    ctx.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    ctx.lineWidth = ring;
    ctx.strokeStyle = picture ? token.color : withAlpha('#ffffff', 0.85);
    if (token.hidden) ctx.setLineDash([ring * 2, ring * 1.5]);
    ctx.stroke();
    ctx.setLineDash([]);

    token.bars.slice(0, 2).forEach((bar, i) => {
      const long = rx * 1.5;
      const thick = Math.max(3 * ratio, scale * 0.08);
      const top = y + ry - thick * (i + 0.6) * 1.3;
      const part = Math.max(0, Math.min(1, bar.value / bar.max));
      ctx.fillStyle = 'rgba(0,0,0,.75)';
      ctx.fillRect(x - long / 2 - ratio, top - ratio, long + 2 * ratio, thick + 2 * ratio);
      ctx.fillStyle = bar.color ?? (part > 0.5 ? colors.good : part > 0.25 ? colors.accent : colors.bad);
      ctx.fillRect(x - long / 2, top, long * part, thick);
    });
    this.badges(ctx, token, x, y, rx, ry, ratio);
    const plate = named ? this.plate(text, textWide, face, font, ratio, token.hidden) : null;
    return { canvas, x, y, scale, plate, below: high / 2 + ratio };
  }

  plate(text, wide, face, font, ratio, hidden) {
    const { colors } = this.look;
    const plate = new OffscreenCanvas(Math.ceil(wide + 8 * ratio), Math.ceil(font * 1.35));
    const ctx = plate.getContext('2d');
    ctx.globalAlpha = hidden ? 0.75 : 1;
    ctx.fillStyle = colors.plate;
    ctx.beginPath();
    ctx.roundRect(0, 0, plate.width, plate.height, 3 * ratio);
    ctx.fill();
    ctx.fillStyle = colors.ink;
    ctx.font = face;
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText(text, plate.width / 2, plate.height / 2 + 0.5);
    return plate;
  }

  badges(ctx, token, x, y, rx, ry, ratio) {
    const { colors } = this.look;
    const size = Math.max(6 * ratio, Math.min(rx, ry) * 0.3);
    const shown = token.conditions.length > 3 ? [...token.conditions.slice(0, 2), `+${token.conditions.length - 2}`] : token.conditions;
    shown.forEach((name, i) => {
      const turn = -Math.PI / 4 + i * 0.75 - 0.2;
      const bx = x + Math.cos(turn) * rx;
      const by = y + Math.sin(turn) * ry;
      ctx.beginPath();
      ctx.arc(bx, by, size, 0, 2 * Math.PI);
      ctx.fillStyle = '#1b1524';
      ctx.fill();
      ctx.lineWidth = Math.max(ratio, size * 0.14);
      ctx.strokeStyle = colors.accent;
      ctx.stroke();
      ctx.fillStyle = '#ffe9b8';
      ctx.font = `700 ${size * 1.15}px system-ui, sans-serif`;
      ctx.textAlign = 'center';
      ctx.textBaseline = 'middle';
      ctx.fillText(name.startsWith('+') ? name : initials(name).slice(0, 1), bx, by + size * 0.08);
    });
    if (token.elevation) {
      const words = `${token.elevation > 0 ? '▲' : '▼'}${Math.abs(token.elevation)}`;
      ctx.font = `700 ${Math.max(10 * ratio, size * 1.1)}px system-ui, sans-serif`;
      ctx.textAlign = 'left';
      ctx.textBaseline = 'middle';
      ctx.lineWidth = 3 * ratio;
      ctx.strokeStyle = '#000c';
      ctx.strokeText(words, x - rx, y - ry * 0.85);
      ctx.fillStyle = '#fff';
      ctx.fillText(words, x - rx, y - ry * 0.85);
    }
  }
}

const measure = new OffscreenCanvas(1, 1).getContext('2d');
