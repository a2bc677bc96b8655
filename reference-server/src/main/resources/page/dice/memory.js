// What this browser was told of dice when it was told: commitments before a roll, and the nonces it
// sent. A server that later tells another story is found out by this alone.
const PLACE = 'tablekeep-dice';
const MOST = 200;

function all() {
  try { return JSON.parse(localStorage.getItem(PLACE) ?? '{}'); } catch { return {}; }
}

/** What is remembered of an epoch: {commitment, nonce?}, or nothing. */
export const recall = (campaign, epoch) => all()[`${campaign} ${epoch}`];

/** Remembers something of an epoch; what was told first stays. */
export function remember(campaign, epoch, what) {
  const known = all();
  const key = `${campaign} ${epoch}`;
  known[key] = { ...what, ...known[key] };
  const keys = Object.keys(known);
  keys.slice(0, Math.max(0, keys.length - MOST)).forEach(old => delete known[old]);
  try { localStorage.setItem(PLACE, JSON.stringify(known)); } catch { /* a browser that keeps nothing */ }
}

/** What differs between a report and what is remembered, as faults. */
export function contradictions(campaign, me, report) {
  const faults = [];
  for (const epoch of report.epochs) {
    const known = recall(campaign, epoch.epoch);
    if (known?.commitment && known.commitment !== epoch.commitment) {
      faults.push({ where: `epoch ${epoch.epoch}`, code: 'commitment-changed', message: 'This browser was told another commitment before the dice fell.' });
    }
    if (known?.nonce && known.counts && epoch.nonces[me] !== known.nonce) {
      faults.push({ where: `epoch ${epoch.epoch}`, code: 'nonce-changed', message: 'The nonce that this browser sent is not the one that is told.' });
    }
  }
  return faults;
}
