// Which part of the map is on the screen. Places are in cells, the screen in CSS pixels.

export const LEAST = 4;
export const MOST = 320;

export class Camera {
  x = 0;
  y = 0;
  /** CSS pixels of a cell. */
  scale = 48;
  width = 1;
  height = 1;

  toScreen(at) { return { x: (at.x - this.x) * this.scale, y: (at.y - this.y) * this.scale }; }
  toMap(at) { return { x: at.x / this.scale + this.x, y: at.y / this.scale + this.y }; }

  /** Zooms so that what is under a point of the screen stays there. */
  zoom(factor, at = { x: this.width / 2, y: this.height / 2 }) {
    const fixed = this.toMap(at);
    this.scale = Math.max(LEAST, Math.min(MOST, this.scale * factor));
    this.x = fixed.x - at.x / this.scale;
    this.y = fixed.y - at.y / this.scale;
  }

  /** Moves by pixels of the screen. */
  pan(dx, dy) {
    this.x -= dx / this.scale;
    this.y -= dy / this.scale;
  }

  centre(at) {
    this.x = at.x - this.width / this.scale / 2;
    this.y = at.y - this.height / this.scale / 2;
  }

  /** Shows a rectangle of cells as large as fits. */
  fit(bounds, margin = 0.8) {
    const wide = bounds.maxX - bounds.minX + 2 * margin;
    const high = bounds.maxY - bounds.minY + 2 * margin;
    this.scale = Math.max(LEAST, Math.min(MOST, this.width / wide, this.height / high));
    this.centre({ x: (bounds.minX + bounds.maxX) / 2, y: (bounds.minY + bounds.maxY) / 2 });
  }

  /** Like centre, but without showing more than a little of what lies beside the map. */
  look(at, wide, high) {
    this.centre(at);
    const along = (from, size, whole) => size >= whole + 2 ? (whole - size) / 2 : Math.max(-1, Math.min(whole + 1 - size, from));
    this.x = along(this.x, this.width / this.scale, wide);
    this.y = along(this.y, this.height / this.scale, high);
  }

  /** Keeps some of the map on the screen, so that nobody gets lost. */
  bound(wide, high) {
    const halfX = this.width / this.scale / 2;
    const halfY = this.height / this.scale / 2;
    this.x = Math.max(-halfX, Math.min(wide - halfX, this.x));
    this.y = Math.max(-halfY, Math.min(high - halfY, this.y));
  }

  /** The cells on the screen. */
  bounds() {
    return { minX: this.x, minY: this.y, maxX: this.x + this.width / this.scale, maxY: this.y + this.height / this.scale };
  }
}

/** A place as it is told to others: to a hundredth of a cell. */
export const round = value => Math.round(value * 100) / 100;
