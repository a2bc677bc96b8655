// Areas of effect: a cell is in an area when its middle is. The page's share of sdk.geometry.area.

import { CLOSE } from './grid.js';

function arrow(direction) {
  const [x, y] = Array.isArray(direction) ? direction : [direction.x, direction.y];
  const length = Math.sqrt(x * x + y * y);
  if (!(length > 0 && length < Infinity)) throw new RangeError(`no direction: ${x}, ${y}`);
  return { x: x / length, y: y / length };
}

/** A circle: a sphere or a cylinder from above. */
export function circle(origin, radius) {
  const reach = radius + CLOSE;
  return {
    shape: 'circle', origin, radius,
    contains(at) {
      const x = at.x - origin.x;
      const y = at.y - origin.y;
      return x * x + y * y <= reach * reach;
    },
    bounds: () => ({
      minX: origin.x - reach, minY: origin.y - reach, maxX: origin.x + reach, maxY: origin.y + reach,
    }),
  };
}

/** A cone, as wide at each point as that point is far from its tip. */
export function cone(origin, direction, length) {
  return beam('cone', origin, arrow(direction), length, along => along / 2, length);
}

/** What extends from the middle of one of its sides: a line, a cube, a wall of fire. */
export function rectangle(origin, direction, length, width) {
  return beam('rectangle', origin, arrow(direction), length, () => width / 2, width);
}

function beam(shape, origin, way, length, half, width) {
  const tip = shape === 'cone' ? 0 : width / 2;
  const corner = (along, across) => ({
    x: origin.x + way.x * along - way.y * across, y: origin.y + way.y * along + way.x * across,
  });
  const outline = [corner(0, -tip), corner(length, -width / 2), corner(length, width / 2), corner(0, tip)];
  return {
    shape, origin, direction: way, length, width, outline,
    contains(at) {
      const x = at.x - origin.x;
      const y = at.y - origin.y;
      const along = x * way.x + y * way.y;
      const across = Math.abs(x * way.y - y * way.x);
      return along >= -CLOSE && along <= length + CLOSE && across <= half(along) + CLOSE;
    },
    bounds: () => ({
      minX: Math.min(...outline.map(at => at.x)) - CLOSE, minY: Math.min(...outline.map(at => at.y)) - CLOSE,
      maxX: Math.max(...outline.map(at => at.x)) + CLOSE, maxY: Math.max(...outline.map(at => at.y)) + CLOSE,
    }),
  };
}
