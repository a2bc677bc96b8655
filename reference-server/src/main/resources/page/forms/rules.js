// What this seat can do and what its system's data looks like, as the server describes it. Asked for when
// somebody sits down, when they come back, and when an action shows that it is not so any more.

/**
 * @typedef {{description: string, edit: boolean, offline: boolean, payload: object, mine: string[]}} Action
 * @typedef {{id: string, version: number, shapes: {at: string, schema: object}[], derived: {at: string, key: string}[],
 *     sheet?: {script: string, style?: string}}} System
 * @typedef {{actions: Record<string, Action>, system?: System}} Rules
 */

const OUTDATED = new Set(['unknown-action', 'unknown-key', 'wrong-type', 'bad-value']);

/**
 * @param {import('../client/tablekeep.js').Table} table
 * @param {{campaign: string, seat: string, server?: string, fetch?: typeof fetch}} about
 * @returns {{now: Rules, on(run: (rules: Rules) => void): () => void, again(): Promise<void>}}
 */
export function watchRules(table, { campaign, seat, server = '', fetch: get = (...all) => fetch(...all) }) {
  const listeners = new Set();
  const address = `${server}/api/campaigns/${encodeURIComponent(campaign)}/rules`;
  let tag = '';
  let going = null;
  const rules = {
    now: { actions: {} },
    on(run) {
      listeners.add(run);
      return () => listeners.delete(run);
    },
    again: () => going ??= ask().finally(() => { going = null; }),
  };

  async function ask() {
    try {
      const answer = await get(address, { headers: { Authorization: `Bearer ${seat}`, ...(tag ? { 'If-None-Match': tag } : {}) } });
      if (!answer.ok || answer.status === 304) return;
      const now = await answer.json();
      const is = answer.headers.get('ETag') ?? '';
      // A browser may answer from its own cache with what is known already.
      if (is && is === tag) return;
      tag = is;
      rules.now = now;
      for (const run of listeners) run(now);
    } catch {
      // The line is down; when it is back, it is asked again.
    }
  }

  let seated = '';
  let version;
  table.on('seated', me => {
    if (seated === me.role && tag !== '') return;
    seated = me.role;
    rules.again();
  });
  let line = '';
  table.on('line', ({ state }) => {
    if (state === 'live' && line !== 'live' && tag !== '') rules.again();
    line = state;
  });
  table.on('state', state => {
    const is = `${state.campaign?.system} ${state.campaign?.systemVersion}`;
    if (version !== undefined && version !== is) rules.again();
    version = is;
  });
  table.on('refused', ({ receipt }) => { if (OUTDATED.has(receipt?.code)) rules.again(); });
  globalThis.document?.addEventListener('visibilitychange', () => { if (!document.hidden && tag !== '') rules.again(); });
  return rules;
}
