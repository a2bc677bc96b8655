import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Camera } from '../../../main/resources/page/map/camera.js';
import { Model } from '../../../main/resources/page/map/model.js';
import { contrast, initials, inkOn } from '../../../main/resources/page/map/palette.js';
import { madeUp } from './scene.mjs';

const taken = (what = {}) => {
  const { view } = madeUp({ walls: 400, tokens: 20, ...what });
  const model = new Model({});
  return { view, model, first: model.take(view) };
};

test('letters on a token can be read on any colour', () => {
  for (let i = 0; i < 4096; i++) {
    const color = `#${i.toString(16).padStart(3, '0')}`;
    assert.ok(contrast(color, inkOn(color)) >= 4.5, color);
  }
});

test('initials tell two goblins apart', () => {
  assert.deepEqual(['Goblin 3', 'Bram Oakhand', 'Lyra', '', '  ', 'Årvak', 'O’Neill-Smith', '🐉 Smaug'].map(initials),
    ['G3', 'BO', 'L', '?', '?', 'Å', 'OS', 'S']);
});

test('what is under the pointer stays there while zooming', () => {
  const camera = new Camera();
  Object.assign(camera, { width: 1280, height: 720, x: 3, y: 4 });
  const under = camera.toMap({ x: 200, y: 500 });
  for (const factor of [1.3, 0.2, 9, 0.001, 1000]) {
    camera.zoom(factor, { x: 200, y: 500 });
    const now = camera.toMap({ x: 200, y: 500 });
    assert.ok(Math.hypot(now.x - under.x, now.y - under.y) < 1e-6);
  }
});

test('a token that moves does not index the walls again', () => {
  const { view, model } = taken();
  const { walls } = model;
  view.map.tokens.hero = { ...view.map.tokens.hero, x: 9.5 };
  const what = model.take(view);
  assert.equal(what.tokens, true);
  assert.equal(what.walls || what.light || what.ground || what.map, false);
  assert.equal(model.walls, walls);
  assert.equal(model.byId.get('hero').x, 9.5);
});

test('a token changed in place is noticed', () => {
  const { view, model } = taken();
  view.map.tokens.hero.x = 12.5;
  assert.equal(model.take(view).tokens, true);
  assert.equal(model.take(view).tokens, false);
});

test('a door that opens lets sight through', () => {
  const { view, model } = taken();
  const [id, door] = Object.entries(view.map.walls).find(([, wall]) => wall.door?.state === 'closed');
  const [a, b] = door.points;
  const [from, to] = [{ x: (a.x + b.x) / 2, y: a.y - 0.3 }, { x: (a.x + b.x) / 2, y: a.y + 0.3 }];
  assert.equal(model.walls.blocked(1, from, to), true);
  door.door.state = 'open';
  assert.equal(model.take(view).walls, true);
  assert.equal(model.walls.blocked(1, from, to), false);
  assert.equal(model.doors.find(each => each.id === id).state, 'open');
});

test('a player looks through their own tokens, the game master through none', () => {
  assert.deepEqual(taken().model.watchers('').map(token => token.id), ['hero']);
  const { model } = taken({ role: 'gm' });
  assert.equal(model.watchers(''), null);
  assert.deepEqual(model.watchers('mage').map(token => token.id), ['mage']);
});

test('only one’s own tokens may be moved, by who runs the game all', () => {
  assert.deepEqual(taken().model.tokens.filter(token => token.mine).map(token => token.id), ['hero']);
  assert.ok(taken({ role: 'gm' }).model.tokens.every(token => token.mine));
});

test('explored tiles are read as the table writes them', () => {
  const { view, model } = taken();
  view.map.explored = { ana: { seen: { 0: '5', 2: '8000000000000000' } } };
  model.take(view);
  const { columns, seen } = model.explored;
  assert.deepEqual([...seen].flatMap((bit, i) => bit ? [[i % columns, Math.floor(i / columns)]] : []), [[0, 0], [2, 0], [63, 2]]);
});

test('a way over the grid costs what the table says', () => {
  const { view, model } = taken();
  assert.equal(model.path({ x: 0.5, y: 0.5 }, { x: 4.5, y: 2.5 }).length, 4);
  model.prefs = { metric: 'alternating' };
  assert.equal(model.path({ x: 0.5, y: 0.5 }, { x: 4.5, y: 2.5 }).length, 5);
  assert.equal(model.said(5), '25 ft');
  for (const type of ['hex-rows', 'hex-rows-even', 'hex-columns', 'hex-columns-even']) {
    view.map.grid = { ...view.map.grid, type };
    model.take(view);
    const from = model.grid.middle({ column: 2, row: 3 });
    const to = model.grid.middle({ column: 9, row: 8 });
    const { cells, length } = model.path(from, to);
    assert.equal(length, model.grid.distance({ column: 2, row: 3 }, { column: 9, row: 8 }));
    for (let i = 1; i < cells.length; i++) assert.equal(model.grid.distance(cells[i - 1], cells[i]), 1, type);
  }
});

test('a wall of which only pieces are known stops only there', () => {
  const { view, model } = taken({ walls: 10 });
  view.map.walls = { long: { points: [{ x: 0, y: 50 }, { x: 60, y: 50 }], parts: [[{ x: 10, y: 50 }, { x: 20, y: 50 }]] } };
  model.take(view);
  assert.equal(model.walls.blocked(1, { x: 15, y: 49 }, { x: 15, y: 51 }), true);
  assert.equal(model.walls.blocked(1, { x: 40, y: 49 }, { x: 40, y: 51 }), false);
});

test('a map that comes after its name is one that has come', () => {
  const { view } = madeUp({ walls: 4, tokens: 2 });
  const model = new Model({});
  assert.ok(model.take({ ...view, map: undefined }).map);
  assert.ok(!model.take({ ...view, map: undefined }).map);
  assert.ok(model.take(view).map);
  assert.ok(!model.take(view).map);
});
