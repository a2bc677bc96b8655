// What lies under the tokens and seldom changes: pictures, grid, drawings, walls. Kept as tiles at the
// present zoom, so that panning only copies; while zooming, the tiles of the last zoom are stretched
// and new ones are made a few at a time, nearest to the middle first.

const TILE = 256;
const MOST_TILES = 320;
const BUDGET = 2;

export class Ground {
  constructor(model, pictures, look) {
    this.model = model;
    this.pictures = pictures;
    this.look = look;
    this.tiles = new Map();
    this.old = [];
    this.scale = 0;
    this.used = 0;
  }

  /** All, or what lies within some cells, is to be drawn anew. */
  forget(bounds) {
    if (!bounds) {
      // Stale tiles are shown until the new ones are there.
      for (const tile of this.tiles.values()) tile.stale = true;
      return;
    }
    const size = TILE / this.scale;
    for (const tile of this.tiles.values()) {
      if (tile.column * size < bounds.maxX && (tile.column + 1) * size > bounds.minX
          && tile.row * size < bounds.maxY && (tile.row + 1) * size > bounds.minY) tile.stale = true;
    }
  }

  clear() {
    this.tiles.clear();
    this.old = [];
  }

  /**
   * Draws.
   * @returns {boolean} whether more is to be done in the next frame
   */
  draw(ctx, camera, ratio, settled, budget = BUDGET) {
    const { back } = this.look.colors;
    ctx.setTransform(1, 0, 0, 1, 0, 0);
    ctx.fillStyle = back;
    ctx.fillRect(0, 0, ctx.canvas.width, ctx.canvas.height);
    if (!this.model.map) return false;
    if (settled && this.scale !== camera.scale) {
      this.old = [...this.tiles.values()].map(tile => ({ ...tile, scale: this.scale }));
      this.tiles = new Map();
      this.scale = camera.scale;
    }
    if (this.scale === 0) this.scale = camera.scale;
    const size = TILE / this.scale;
    const wanted = [];
    const bounds = camera.bounds();
    const last = { column: Math.ceil(this.model.wide / size) - 1, row: Math.ceil(this.model.high / size) - 1 };
    for (let row = Math.max(0, Math.floor(bounds.minY / size)); row <= Math.min(last.row, Math.floor(bounds.maxY / size)); row++) {
      for (let column = Math.max(0, Math.floor(bounds.minX / size)); column <= Math.min(last.column, Math.floor(bounds.maxX / size)); column++) {
        wanted.push({ key: `${column} ${row}`, column, row });
      }
    }
    const missing = wanted.filter(({ key }) => !this.tiles.has(key) || this.tiles.get(key).stale);
    const middle = { x: (bounds.minX + bounds.maxX) / 2 / size - 0.5, y: (bounds.minY + bounds.maxY) / 2 / size - 0.5 };
    missing.sort((a, b) => Math.hypot(a.column - middle.x, a.row - middle.y) - Math.hypot(b.column - middle.x, b.row - middle.y));
    const begun = performance.now();
    let left = missing.length;
    for (const each of missing) {
      if (performance.now() - begun > budget) break;
      this.make(each, ratio);
      left--;
    }
    // 1:1 copies when nothing is stretched; whole pixels, so that no seams show.
    const scale = camera.scale * ratio;
    if (left > 0) for (const tile of this.old) this.copy(ctx, tile, camera, TILE / tile.scale, scale);
    for (const { key } of wanted) {
      const tile = this.tiles.get(key);
      if (!tile) continue;
      tile.used = ++this.used;
      this.copy(ctx, tile, camera, size, scale);
    }
    if (left === 0) this.old = [];
    if (this.tiles.size > MOST_TILES) {
      const oldest = [...this.tiles.entries()].sort((a, b) => a[1].used - b[1].used);
      for (const [key] of oldest.slice(0, this.tiles.size - MOST_TILES)) this.tiles.delete(key);
    }
    return left > 0;
  }

  copy(ctx, tile, camera, size, scale) {
    const x = Math.round((tile.column * size - camera.x) * scale);
    const y = Math.round((tile.row * size - camera.y) * scale);
    const right = Math.round(((tile.column + 1) * size - camera.x) * scale);
    const bottom = Math.round(((tile.row + 1) * size - camera.y) * scale);
    if (right < 0 || bottom < 0 || x > ctx.canvas.width || y > ctx.canvas.height) return;
    const whole = tile.canvas.width;
    if (Math.abs(right - x - whole) <= 1 && Math.abs(bottom - y - whole) <= 1) ctx.drawImage(tile.canvas, x, y);
    else ctx.drawImage(tile.canvas, x, y, right - x, bottom - y);
  }

  make({ key, column, row }, ratio) {
    const whole = Math.ceil(TILE * ratio);
    let tile = this.tiles.get(key);
    if (!tile || tile.canvas.width !== whole) {
      tile = { column, row, canvas: new OffscreenCanvas(whole, whole), stale: false, used: 0 };
      tile.ctx = tile.canvas.getContext('2d', { alpha: false });
      this.tiles.set(key, tile);
    }
    tile.stale = false;
    const scale = this.scale * ratio;
    const size = whole / scale;
    const from = { minX: column * (TILE / this.scale), minY: row * (TILE / this.scale), maxX: 0, maxY: 0 };
    from.maxX = from.minX + size;
    from.maxY = from.minY + size;
    tile.ctx.setTransform(scale, 0, 0, scale, -from.minX * scale, -from.minY * scale);
    this.paint(tile.ctx, from, 1 / scale);
  }

  /** Paints some cells; the context counts in cells, a pixel is so many of them. */
  paint(ctx, bounds, pixel) {
    const { model, look: { colors, shows } } = this;
    ctx.fillStyle = colors.back;
    ctx.fillRect(bounds.minX, bounds.minY, bounds.maxX - bounds.minX, bounds.maxY - bounds.minY);
    // Where tiles of a secret map are not there yet, nothing shines through the fog's soft edge.
    ctx.fillStyle = model.fogged && !model.runs ? colors.fog : colors.paper;
    const right = Math.min(model.wide, bounds.maxX);
    const bottom = Math.min(model.high, bounds.maxY);
    ctx.fillRect(Math.max(0, bounds.minX), Math.max(0, bounds.minY), right - Math.max(0, bounds.minX), bottom - Math.max(0, bounds.minY));
    ctx.imageSmoothingEnabled = true;
    ctx.imageSmoothingQuality = 'medium';
    if (this.pictures.under.length) this.pictures.draw(ctx, bounds);
    else if (!model.grid.hex && pixel < 0.06) this.paintFloor(ctx, bounds);
    if (shows.grid && model.type !== 'none') this.paintGrid(ctx, bounds, pixel);
    if (shows.drawings) this.paintDrawings(ctx, bounds, pixel);
    if (shows.walls) this.paintWalls(ctx, bounds, pixel);
  }

  /** Where there is no picture, flagstones: the same ones at every look. */
  paintFloor(ctx, bounds) {
    const { model } = this;
    for (let row = Math.max(0, Math.floor(bounds.minY)); row < Math.min(model.high, bounds.maxY); row++) {
      for (let column = Math.max(0, Math.floor(bounds.minX)); column < Math.min(model.wide, bounds.maxX); column++) {
        let mix = Math.imul(column * 73856093 ^ row * 19349663, 0x9e3779b1) >>> 0;
        const split = mix & 3;
        for (let part = 0; part < 2; part++) {
          mix = Math.imul(mix ^ (mix >>> 15), 0x85ebca6b) >>> 0;
          const tone = (mix & 255) / 255 - 0.5;
          ctx.fillStyle = tone > 0 ? `rgba(255,244,214,${tone * 0.13})` : `rgba(0,0,0,${-tone * 0.22})`;
          if (split === 0) ctx.fillRect(column + part / 2, row, 0.5, 1);
          else if (split === 1) ctx.fillRect(column, row + part / 2, 1, 0.5);
          else if (part === 0) ctx.fillRect(column, row, 1, 1);
        }
      }
    }
  }

  paintGrid(ctx, bounds, pixel) {
    const { model, look: { colors } } = this;
    // Cells of a few pixels would only be a haze.
    if (pixel > 0.12) return;
    const minX = Math.max(0, bounds.minX);
    const minY = Math.max(0, bounds.minY);
    const maxX = Math.min(model.wide, bounds.maxX);
    const maxY = Math.min(model.high, bounds.maxY);
    if (maxX < minX || maxY < minY) return;
    ctx.strokeStyle = colors.grid;
    ctx.lineWidth = Math.max(pixel, 0.015);
    ctx.beginPath();
    if (!model.grid.hex) {
      for (let x = Math.ceil(minX); x <= maxX; x++) {
        ctx.moveTo(x, minY);
        ctx.lineTo(x, maxY);
      }
      for (let y = Math.ceil(minY); y <= maxY; y++) {
        ctx.moveTo(minX, y);
        ctx.lineTo(maxX, y);
      }
    } else {
      const all = { contains: () => true, bounds: () => ({ minX: minX - 1, minY: minY - 1, maxX: maxX + 1, maxY: maxY + 1 }) };
      for (const cell of model.grid.cells(all)) {
        // Three sides of each: the others are its neighbours'.
        const corners = model.grid.corners(cell);
        const middle = model.grid.middle(cell);
        if (middle.x < 0 || middle.y < 0 || middle.x > model.wide || middle.y > model.high) continue;
        ctx.moveTo(corners[0].x, corners[0].y);
        for (let i = 1; i < 6; i++) ctx.lineTo(corners[i].x, corners[i].y);
        ctx.closePath();
      }
    }
    ctx.stroke();
  }

  paintDrawings(ctx, bounds, pixel) {
    for (const drawing of Object.values(this.model.map.drawings ?? {})) paintDrawing(ctx, drawing, pixel, bounds);
  }

  paintWalls(ctx, bounds, pixel) {
    const { model, look: { colors } } = this;
    const lines = model.lines.filter(({ line }) => line.some((at, i) => i > 0 && meets(line[i - 1], at, bounds)));
    // A picture shows its walls itself: then they are only hinted at, for those who run the game.
    const pictured = this.pictures.under.length > 0;
    if (pictured && !model.runs) {
      this.paintDoors(ctx, lines, pixel);
      return;
    }
    ctx.lineCap = 'round';
    ctx.lineJoin = 'round';
    for (const [kind, color, width, dash] of [
      ['wall', colors.wall, pictured ? 0.06 : 0.12, []],
      ['veil', colors.wall, 0.07, [0.15, 0.15]],
      ['window', colors.window, 0.09, []],
    ]) {
      const path = new Path2D();
      for (const each of lines) if (each.kind === kind) trace(path, each.line);
      ctx.setLineDash(dash);
      ctx.globalAlpha = pictured ? 0.6 : 1;
      ctx.strokeStyle = colors.wallEdge;
      ctx.lineWidth = Math.max(width + 0.06, 3 * pixel);
      ctx.stroke(path);
      ctx.strokeStyle = color;
      ctx.lineWidth = Math.max(width, 1.5 * pixel);
      ctx.stroke(path);
    }
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    this.paintDoors(ctx, lines, pixel);
  }

  paintDoors(ctx, lines, pixel) {
    const { colors } = this.look;
    ctx.lineCap = 'butt';
    for (const { line, door } of lines.filter(each => each.kind === 'door')) {
      const open = door.state === 'open';
      const path = new Path2D();
      if (open && line.length === 2) {
        // The leaf stands upright on its frame.
        const [a, b] = line;
        const dx = b.x - a.x;
        const dy = b.y - a.y;
        path.moveTo(a.x, a.y);
        path.lineTo(a.x - dy * 0.9 * 0.5 + dx * 0.12, a.y + dx * 0.9 * 0.5 + dy * 0.12);
      } else trace(path, line);
      ctx.globalAlpha = open ? 0.85 : 1;
      ctx.strokeStyle = colors.wallEdge;
      ctx.lineWidth = Math.max(0.24, 4 * pixel);
      ctx.stroke(path);
      ctx.strokeStyle = door.secret ? colors.accent : door.state === 'locked' ? colors.bad : colors.door;
      ctx.setLineDash(door.secret ? [0.12, 0.1] : []);
      ctx.lineWidth = Math.max(0.15, 2.5 * pixel);
      ctx.stroke(path);
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    }
    ctx.lineCap = 'round';
  }
}

function trace(path, line) {
  path.moveTo(line[0].x, line[0].y);
  for (let i = 1; i < line.length; i++) path.lineTo(line[i].x, line[i].y);
}

const meets = (a, b, bounds) => Math.min(a.x, b.x) <= bounds.maxX + 0.2 && Math.max(a.x, b.x) >= bounds.minX - 0.2
  && Math.min(a.y, b.y) <= bounds.maxY + 0.2 && Math.max(a.y, b.y) >= bounds.minY - 0.2;

/** Draws one drawing; the context counts in cells. */
export function paintDrawing(ctx, drawing, pixel, bounds) {
  const points = drawing.points ?? [];
  if (points.length < 2) return;
  if (bounds && !meets(points.reduce((a, b) => ({ x: Math.min(a.x, b.x), y: Math.min(a.y, b.y) })),
    points.reduce((a, b) => ({ x: Math.max(a.x, b.x), y: Math.max(a.y, b.y) })), bounds)) return;
  ctx.beginPath();
  const [a] = points;
  const b = points[points.length - 1];
  switch (drawing.kind) {
    case 'rectangle':
      ctx.rect(Math.min(a.x, b.x), Math.min(a.y, b.y), Math.abs(a.x - b.x), Math.abs(a.y - b.y));
      break;
    case 'ellipse':
      ctx.ellipse((a.x + b.x) / 2, (a.y + b.y) / 2, Math.abs(a.x - b.x) / 2, Math.abs(a.y - b.y) / 2, 0, 0, 2 * Math.PI);
      break;
    default:
      ctx.moveTo(a.x, a.y);
      for (let i = 1; i < points.length - 1; i++) {
        const next = points[i + 1];
        ctx.quadraticCurveTo(points[i].x, points[i].y, (points[i].x + next.x) / 2, (points[i].y + next.y) / 2);
      }
      ctx.lineTo(b.x, b.y);
  }
  ctx.lineCap = 'round';
  ctx.lineJoin = 'round';
  ctx.globalAlpha = drawing.hidden ? 0.5 : 0.9;
  ctx.strokeStyle = drawing.color ?? '#ffffff';
  ctx.lineWidth = Math.max(drawing.width ?? 0.08, 1.5 * pixel);
  ctx.stroke();
  ctx.globalAlpha = 1;
}
