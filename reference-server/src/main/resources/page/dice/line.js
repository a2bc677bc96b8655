const number = value => String(Math.round(value * 100) / 100);

/** What might have come of a roll, in few words; empty for lines of earlier versions. */
export function oddsOf(roll) {
  const { mean, reach } = roll.odds ?? {};
  const parts = [];
  if (mean !== undefined) parts.push(`on average ${number(mean)}`);
  if (reach !== undefined) parts.push(`${number(reach * 100)} % reach it`);
  return parts.length ? ` (${parts.join(', ')})` : '';
}

/** A roll as one line: what for, the notation, die by die, the total and its odds. */
export function rollText(roll) {
  const label = roll.label ? `${roll.label}: ` : '';
  const dice = roll.text || `[${roll.faces.join(', ')}]`;
  const who = roll.blind ? ' blind' : roll.to ? ' not for all' : '';
  return `${label}${roll.notation} = ${roll.total}  ${dice}${oddsOf(roll)}${who}`;
}

const COMMANDS = { r: {}, roll: {}, gmr: { to: [] }, gmroll: { to: [] }, sr: { to: [] }, selfroll: { to: [] }, br: { blind: true }, blindroll: { blind: true } };

/** What a line such as `/gmr 2d6+3 Stealth` rolls, or nothing: before everyone, the GM, oneself, or blind. */
export function rollOf(words) {
  const found = /^\/([a-z]+)\s+(\S+)\s*(.*)$/.exec(words);
  const how = found && Object.hasOwn(COMMANDS, found[1]) ? COMMANDS[found[1]] : null;
  return how ? { notation: found[2], ...(found[3] ? { label: found[3] } : {}), ...how } : null;
}
