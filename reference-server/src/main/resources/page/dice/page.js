import { askDice } from './ask.js';
import { checkDice } from './check.js';
import { contradictions, recall } from './memory.js';

const MOST = 60;
const $ = id => document.getElementById(id);
const words = new URLSearchParams(location.hash.slice(1));
const campaign = words.get('c') ?? '';
const seat = words.get('seat') ?? '';

function node(name, text, ...children) {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
}

async function run() {
  if (!campaign || !seat) throw new Error('This address lacks its table; come here from the table.');
  const newest = await askDice(campaign, seat, 0);
  const told = [];
  for (let epoch = Math.max(newest.oldest, newest.newest - MOST); epoch < newest.newest; epoch++) told.push(await askDice(campaign, seat, epoch));
  told.push(newest);
  const report = checkDice(campaign, ...told);
  report.faults.push(...contradictions(campaign, words.get('me') ?? '', report));
  show(report);
}

function show(report) {
  const sound = report.faults.length === 0;
  $('line').textContent = sound ? 'no fault' : `${report.faults.length} faults`;
  $('line').className = sound ? 'up' : 'down';
  const proven = report.epochs.reduce((all, epoch) => all + epoch.proven, 0);
  $('verdict').textContent = !sound ? 'These dice were tampered with, or something was left out:'
    : proven > 0 ? `Nothing is wrong: ${proven} rolls were reckoned again and came out the same.`
    : 'Nothing is wrong so far: seeds are shown when sessions end, and only then faces can be reckoned again.';
  $('verdict').className = sound ? 'good' : 'bad';
  $('faults').replaceChildren(...report.faults.map(fault => node('li', `${fault.where}: ${fault.message} (${fault.code})`)));
  $('notes').replaceChildren(...report.notes.map(note => node('li', note)));
  $('epochs').replaceChildren(...[...report.epochs].reverse().map(section));
}

function section(epoch) {
  const known = recall(campaign, epoch.epoch);
  const state = { open: 'goes on', revealed: 'is over, its seed is shown', lost: 'is over, its seed was lost' }[epoch.state];
  const facts = node('dl', '',
    node('dt', 'Commitment'), node('dd', '', node('code', epoch.commitment), known?.commitment === epoch.commitment ? ' (this browser was told so while it went on)' : ''),
    node('dt', 'Seed'), node('dd', '', node('code', epoch.seed || 'not shown')),
    node('dt', 'Nonces'), node('dd', Object.entries(epoch.nonces).map(([by, nonce]) => `${by}: ${nonce}`).join(', ') || 'none: the server alone chose these dice'));
  const rows = epoch.rolls.map(roll => node('tr', '',
    node('td', roll.proven ? '✓' : epoch.state === 'open' ? '…' : '✗'),
    node('td', `${roll.proof.stream} ${roll.proof.counter}`),
    node('td', roll.notation), node('td', `[${roll.faces.join(', ')}]`), node('td', roll.failed ? roll.failed : `= ${roll.total}`)));
  const head = node('tr', '', ...['', 'Roll', 'Notation', 'Faces', 'Total'].map(text => node('th', text)));
  return node('section', '', node('h2', `Epoch ${epoch.epoch} ${state}`), facts, node('table', '', head, ...rows));
}

run().catch(fault => { $('line').textContent = fault.message; $('line').className = 'down'; });
