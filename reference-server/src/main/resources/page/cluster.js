// The nodes of the cluster, for the host: what each does, which document is where, and draining one.

import { button, make } from './dom.js';

const key = new URLSearchParams(location.hash.slice(1)).get('host') ?? '';
const OFTEN = 2_000;
const MOST = 500;
const $ = id => document.getElementById(id);
const states = { starting: 'comes up', ready: 'ready', slow: 'slow', draining: 'draining', gone: 'gone' };
let limit = 100;
let asking = false;

async function ask(method, path) {
  const answer = await fetch(path, { method, headers: { Authorization: `Bearer ${key}` } });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  return said;
}

const mib = bytes => `${(bytes / 1048576).toFixed(bytes < 10485760 ? 1 : 0)} MiB`;
const ms = value => value ? `${value < 10 ? value.toFixed(1) : Math.round(value)} ms` : '–';
const since = text => make('time', { dateTime: text }, new Date(text).toLocaleString());
const number = text => make('td', { className: 'number' }, String(text));

/** Keeps the keyboard where it was: the table is made anew every other second. */
function replace(body, rows) {
  const at = document.activeElement?.dataset?.does;
  body.replaceChildren(...rows);
  if (at) body.querySelector(`[data-does="${CSS.escape(at)}"]`)?.focus();
}

function row(node, clustered) {
  const away = node.state === 'draining';
  const does = button(away ? 'Keep' : 'Drain', () => away ? tell('DELETE', node.name) : sure(node), { data: { does: node.name } });
  does.setAttribute('aria-label', `${away ? 'Keep' : 'Drain'} ${node.name}`);
  return make('tr', {},
    make('th', { scope: 'row' }, node.name, node.self ? ' (this one)' : ''),
    make('td', { className: node.state }, states[node.state] ?? node.state),
    make('td', {}, since(node.since)),
    number(`${node.documents} of ${node.mostDocuments}`), number(node.active), number(node.moving), number(`${mib(node.bytes)} of ${mib(node.mostBytes)}`),
    number(`${Math.round(node.load * 100)} %`), number(`${ms(node.p50Ms)} / ${ms(node.p99Ms)}`),
    make('td', {}, clustered && /ready|slow|draining/.test(node.state) ? does : ''));
}

const moved = move => make('tr', {},
  make('th', { scope: 'row' }, move.document), make('td', {}, move.to ?? '–'), make('td', {}, move.reason), make('td', {}, since(move.began)),
  make('td', { className: move.outcome === 'failed' ? 'gone' : '' }, move.code ? `${move.outcome}: ${move.code}` : move.outcome), number(ms(move.pauseMs)));

function choices(nodes) {
  const names = nodes.map(each => each.name);
  if ([...$('of').options].slice(1).map(each => each.value).join('\n') === names.join('\n')) return;
  const chosen = $('of').value;
  $('of').replaceChildren(make('option', { value: '' }, 'any'), ...names.map(each => make('option', { value: each }, each)));
  $('of').value = names.includes(chosen) ? chosen : '';
}

async function documents() {
  const of = $('of').value;
  const page = await ask('GET', `/api/cluster/documents?limit=${limit}${of ? `&node=${encodeURIComponent(of)}` : ''}`);
  replace($('documents'), page.documents.map(each => make('tr', {}, make('th', { scope: 'row' }, each.id), make('td', {}, each.node), number(each.turn))));
  $('count').textContent = page.documents.length < page.all ? `${page.documents.length} of ${page.all}` : String(page.all);
  $('more').hidden = !page.next || limit >= MOST;
}

async function look() {
  if (asking) return;
  asking = true;
  try {
    const { clustered, nodes, moves } = await ask('GET', '/api/cluster');
    replace($('nodes'), nodes.map(each => row(each, clustered)));
    choices(nodes);
    replace($('moves'), moves.map(moved));
    await documents();
    $('notice').textContent = '';
    $('line').textContent = clustered ? `${nodes.length} ${nodes.length === 1 ? 'node' : 'nodes'}` : 'This server stands alone.';
  } catch (fault) { $('notice').textContent = fault.message; }
  asking = false;
}

async function tell(method, name) {
  try {
    await ask(method, `/api/cluster/nodes/${encodeURIComponent(name)}/drain`);
    await look();
  } catch (fault) { $('notice').textContent = fault.message; }
}

function sure(node) {
  $('sure-title').textContent = `Drain ${node.name}?`;
  $('sure-text').textContent = `It gives its documents to the other nodes and takes none until somebody says that it is to be kept. It has ${node.documents} now, ${node.active} of them played at; who plays keeps playing.`;
  $('sure').onclose = () => { if ($('sure').returnValue === 'yes') tell('POST', node.name); };
  $('sure').returnValue = 'no';
  $('sure').showModal();
}

$('of').addEventListener('change', look);
$('more').addEventListener('click', () => { limit = Math.min(MOST, limit + 100); look(); });
if (key) {
  look();
  setInterval(look, OFTEN);
} else {
  $('notice').textContent = 'This page needs the host link that the server printed, with /cluster before the #.';
}
