// The totals of plain notations: sums of whole numbers and dice, of which some may be kept or
// dropped. What is not plain is not reckoned here.
const TERM = /^([+-])?(?:(\d*)d(\d+|%|F)(?:(kh|k|kl|dl|d|dh)(\d+))?|(\d+))(?=[+-]|$)/;

/** Total and list of dice, or null when the notation is not plain. */
export function plainTotal(notation, faces) {
  let rest = notation.replace(/\s+/g, '');
  let total = 0;
  let next = 0;
  const dice = [];
  if (rest === '') return null;
  while (rest !== '') {
    const found = TERM.exec(rest);
    if (!found) return null;
    const [all, sign, count, sides, keep, kept, number] = found;
    const by = sign === '-' ? -1 : 1;
    if (number !== undefined) {
      total += by * Number(number);
    } else {
      const many = count === '' ? 1 : Number(count);
      if (many < 1 || many > 999) return null;
      const mine = faces.slice(next, next + many);
      next += many;
      for (let i = 0; i < many; i++) dice.push(sides === '%' ? 'd100' : `d${sides}`);
      total += by * sum(mine, keep, Number(kept));
    }
    rest = rest.slice(all.length);
  }
  return { total, dice: runs(dice) };
}

function sum(faces, keep, count) {
  const sorted = [...faces].sort((a, b) => b - a);
  const left = Math.max(0, sorted.length - count);
  const lying = keep === 'kh' || keep === 'k' ? sorted.slice(0, count)
    : keep === 'kl' ? sorted.slice(left)
    : keep === 'dl' || keep === 'd' ? sorted.slice(0, left)
    : keep === 'dh' ? sorted.slice(count) : sorted;
  return lying.reduce((all, face) => all + face, 0);
}

function runs(dice) {
  const parts = [];
  for (const die of dice) {
    const last = parts[parts.length - 1];
    if (last?.die === die) last.count++;
    else parts.push({ die, count: 1 });
  }
  return parts.map(({ die, count }) => (count === 1 ? '' : count) + die).join(',');
}
