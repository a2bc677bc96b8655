// The table in a page: the map, turns, and parts beside it, over the client.
import { openTable, seatOf, words } from '/page/client/tablekeep.js';
import { watchDice } from '/page/dice/watch.js';
import { watchRules } from '/page/forms/rules.js';
import { watchAway } from '/page/away.js';
import { lookBack } from '/page/back.js';
import { fromTable } from '/page/map/adapter.js';
import { helpKeys } from '/page/help.js';
import { createMap } from '/page/map/map.js';
import { joinParts } from '/page/panels.js';
import { actions } from '/page/parts/actions.js';
import { asks } from '/page/parts/asks.js';
import { people } from '/page/parts/people.js';
import { returned } from '/page/parts/returned.js';
import { running } from '/page/parts/running.js';
import { sheet } from '/page/parts/sheet.js';
import { talk } from '/page/parts/talk.js';
import { turns } from '/page/parts/turns.js';

/** In the order of their tabs. */
const PARTS = [people, turns, asks, returned, talk, actions, sheet, ...running];

const $ = id => document.getElementById(id);
const { campaign, seat: token } = seatOf(location);

if (!campaign || !token) $('line').textContent = 'this address lacks its seat; use the whole link';
else begin();

function begin() {
  const live = openTable({ campaign, seat: token });
  const table = lookBack(live);
  const { source, actions, look } = fromTable(table, { campaign, seat: token });
  const rules = watchRules(table, { campaign, seat: token });
  const map = createMap($('map'), { source, actions });
  const dice = watchDice(campaign, token, (type, payload) => live.act(type, payload).receipt);
  $('map').component = map; // where tests and tools of the browser find it
  let noticed;

  function notice(text) {
    $('notice').textContent = text;
    clearTimeout(noticed);
    noticed = setTimeout(() => { $('notice').textContent = ''; }, 6000);
  }

  const seat = {
    table, campaign, token, map, look, notice, rules,
    runs: () => table.me?.role === 'gm' || table.me?.role === 'co-gm',
    act: (type, payload, how) => table.act(type, payload, how),
  };
  helpKeys(document.querySelector('header'), seat);
  watchAway(live, rules, notice);
  rules.on(() => parts.update(table.state));
  const parts = joinParts({ tabs: $('tabs'), body: $('panels') }, PARTS, seat);

  function showLine() {
    const { line } = table;
    $('line').textContent = words(line);
    $('line').className = line.state === 'live' ? 'up' : line.state === 'read-only' || line.state === 'catching-up' ? 'read' : 'down';
    $('here').hidden = line.state !== 'superseded';
  }
  table.on('line', showLine);
  const ticking = setInterval(showLine, 1000);
  $('here').addEventListener('click', () => table.takeOver());
  table.on('refused', ({ receipt }) => notice(receipt?.message ?? receipt?.code ?? 'That was refused.'));
  table.on('action', ({ stage, receipt }) => { if (stage === 'asked') notice(receipt.message || 'It waits for the game master.'); });
  table.on('fault', fault => console.error(fault));

  let titled;
  table.on('state', state => {
    dice(live.state, table.me);
    const title = state.campaign?.name ?? 'Tablekeep';
    if (titled !== title + table.me?.name + table.me?.role) {
      titled = title + table.me?.name + table.me?.role;
      $('title').textContent = title;
      document.title = `${title} – Tablekeep`;
      $('who').textContent = table.me ? `${table.me.name} (${table.me.role})` : '';
    }
    parts.update(state);
  });
  addEventListener('pagehide', () => { clearInterval(ticking); map.destroy(); table.close(); }, { once: true });
}
