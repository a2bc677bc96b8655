// Colours of the map, from the style sheet and from people, so that words on them can always be read.

/** The custom properties that the style sheet may set on the map's element. */
const NAMES = {
  back: ['--map-back', '#14171f'], paper: ['--map-paper', '#2b3040'], grid: ['--map-grid', '#ffffff26'],
  wall: ['--map-wall', '#e6dfcd'], wallEdge: ['--map-wall-edge', '#0b0d12'], door: ['--map-door', '#c98a45'],
  window: ['--map-window', '#7fb7d8'], fog: ['--map-fog', '#0b0d13'], ink: ['--map-ink', '#f4f1e8'],
  plate: ['--map-plate', '#0d1018d9'], accent: ['--map-accent', '#f0b94a'], bad: ['--map-bad', '#ff7b6b'],
  good: ['--map-good', '#7bd08f'],
};

/** @returns {Record<string, string>} */
export function palette(element) {
  const style = getComputedStyle(element);
  const read = {};
  for (const [key, [name, otherwise]] of Object.entries(NAMES)) read[key] = style.getPropertyValue(name).trim() || otherwise;
  return read;
}

/** `#rgb` or `#rrggbb` as numbers; grey for anything else. */
export function rgb(color) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(color ?? '');
  if (short) return short.slice(1).map(digit => parseInt(digit + digit, 16));
  const long = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(color ?? '');
  return long ? long.slice(1).map(pair => parseInt(pair, 16)) : [107, 116, 136];
}

export const withAlpha = (color, alpha) => `rgba(${rgb(color).join(',')},${alpha})`;

/** Relative luminance, WCAG 2.2. */
function luminance(color) {
  const [r, g, b] = rgb(color).map(value => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Contrast of two colours, from 1 to 21. */
export function contrast(one, other) {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** White or black, whichever can be read better on a colour. */
export const inkOn = color => contrast(color, '#ffffff') >= contrast(color, '#000000') ? '#ffffff' : '#000000';

/** At most two letters that stand for a name. */
export function initials(name) {
  const words = (name ?? '').trim().split(/[\s-]+/u).filter(word => /[\p{L}\p{N}]/u.test(word));
  if (!words.length) return '?';
  const letter = word => [...word].find(char => /[\p{L}\p{N}]/u.test(char)).toLocaleUpperCase();
  const last = words[words.length - 1];
  // "Goblin 3" is G3.
  if (words.length > 1) return letter(words[0]) + (/^\d+$/.test(last) ? last.slice(-2) : letter(last));
  return letter(words[0]);
}
