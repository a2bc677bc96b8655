// Light, and who sees what. The page's share of sdk.geometry.sight.Sight: what a seat's own tokens see
// is computed here from the walls and lights that the seat has, and never more than it was sent.

import { LIGHT, SIGHT } from './walls.js';

export const DARK = 0;
export const DIM = 1;
export const BRIGHT = 2;
/** @type {string[]} */
export const LEVELS = ['dark', 'dim', 'bright'];
/** A range that no map reaches. */
export const FAR = 1_000_000;

/**
 * @typedef {{x: number, y: number}} Point
 * @typedef {{at: Point, bright: number, dim: number, shadows: boolean}} Lamp
 * @typedef {{at: Point, range: number, darkvision: number}} Eye
 */

/** The level of a whole map without lamps, by thirds of its darkness. */
export const ambientOf = darkness => darkness < 1 / 3 ? BRIGHT : darkness < 2 / 3 ? DIM : DARK;

/** What a light of the document shines on, or null. @returns {Lamp|null} */
export function lampOf(light) {
  const bright = light.bright ?? 0;
  const dim = Math.max(bright, light.dim ?? 0);
  if (light.on === false || light.intensity === 0 || !(dim > 0)) return null;
  return { at: { x: light.x, y: light.y }, bright, dim, shadows: light.shadows !== false };
}

/** Who looks through a token of the document. @returns {Eye} */
export const eyeOf = (token, at = token) => ({
  at: { x: at.x, y: at.y }, range: token.vision ? token.vision.range ?? 10_000 : FAR,
  darkvision: token.vision?.darkvision ?? 0,
});

const square = (a, b) => (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);

export class Sight {
  /**
   * @param {import('./walls.js').Walls} walls
   * @param {Lamp[]} lamps
   * @param {number} ambient DARK, DIM or BRIGHT
   */
  constructor(walls, lamps, ambient) {
    this.walls = walls;
    this.lamps = lamps;
    this.ambient = ambient;
  }

  /** How light it is at a place: the brightest of what is everywhere and what reaches it. */
  illumination(place) {
    let level = this.ambient;
    for (const lamp of this.lamps) {
      const far = square(place, lamp.at);
      const reach = far <= lamp.bright * lamp.bright ? BRIGHT : far <= lamp.dim * lamp.dim ? DIM : DARK;
      if (reach > level && !(lamp.shadows && this.walls.blocked(LIGHT, lamp.at, place))) level = reach;
    }
    return level;
  }

  /** What an eye makes of a place: DARK if it sees nothing there. @param {Eye} eye */
  perceived(eye, place) {
    const far = square(place, eye.at);
    if (!(eye.range > 0) || far > eye.range * eye.range || this.walls.blocked(SIGHT, eye.at, place)) return DARK;
    const level = this.illumination(place);
    const helped = eye.darkvision > 0 && far <= eye.darkvision * eye.darkvision;
    return helped ? Math.min(BRIGHT, level + 1) : level;
  }

  /** Whether one of several eyes sees a creature. @param {Eye[]} eyes */
  sees(eyes, space) {
    if (!eyes.length) return false;
    const spots = this.walls.spots(space);
    return eyes.some(eye => spots.some(at => this.perceived(eye, at) !== DARK));
  }
}
