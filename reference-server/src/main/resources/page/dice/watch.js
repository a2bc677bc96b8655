// Adds this browser's own chance to a table's dice as soon as they are fixed: at once, and when a
// session begins or ends. Remembers what it was told, for the page that checks.
import { askDice } from './ask.js';
import { remember } from './memory.js';

/** The nonce of this browser: 128 bits of chance. */
function nonce() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Watches a table's dice.
 *
 * @param campaign key of the campaign
 * @param seat the seat's token
 * @param act sends an action; gives its receipt or nothing
 * @returns to be called with the table's state and its own seat whenever these may have changed
 */
export function watchDice(campaign, seat, act) {
  let seen = null;
  return (state, me) => {
    const session = state?.currentSession;
    const now = `${session?.id ?? ''} ${session?.active ?? false}`;
    if (!state || !me || seen === now) return;
    seen = now;
    add(campaign, seat, me, act).catch(() => { seen = null; });
  };
}

/** Leads a link to the page that checks this table's dice; the seat stays behind the #. */
export function linkDice(link, campaign, seat, me) {
  if (!link || !me) return;
  const words = new URLSearchParams({ c: campaign, me: me.id, seat });
  link.href = `/dice#${words}`;
  link.target = '_blank';
  link.rel = 'noopener';
}

async function add(campaign, seat, me, act) {
  const told = await askDice(campaign, seat, 0);
  const [opened] = told.events;
  if (!opened?.commitment) return;
  remember(campaign, told.epoch, { commitment: opened.commitment });
  const mine = told.events.some(event => event.nonce !== undefined && event.by === me.id);
  if (mine || me.role === 'spectator') return;
  const own = nonce();
  const receipt = await act('dice.nonce', { commitment: opened.commitment, nonce: own });
  // Fixed anew between question and answer: asked again when the table's state moves next.
  if (receipt?.code === 'dice-moved') throw new Error(receipt.message);
  if (receipt?.code === 'ok') remember(campaign, told.epoch, { nonce: own, counts: true });
}
