// The geometry of the page against the vectors that the sdk publishes for every language.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { circle, cone, rectangle } from '../../../main/resources/page/geometry/area.js';
import { gridNamed } from '../../../main/resources/page/geometry/grid.js';
import { BRIGHT, DARK, DIM, LEVELS, Sight } from '../../../main/resources/page/geometry/sight.js';
import { PASSAGES, SIGHT, Walls, barrier } from '../../../main/resources/page/geometry/walls.js';

const folder = new URL('../../../../../sdk-api/src/main/resources/io/tablekeep/sdk/geometry/vectors/', import.meta.url);
const read = name => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));

const point = ([x, y]) => ({ x, y });
const cell = ([column, row]) => ({ column, row });
const space = ([middle, width, height]) => ({ middle: point(middle), width, height });
const asSet = cells => cells.map(each => `${each.column},${each.row}`).sort();
const wanted = cells => cells.map(each => each.join(',')).sort();

function close(got, want, within = 1e-9) {
  assert.ok(Math.abs(got - want) <= within, `${got} is not ${want}`);
}
function samePoint(got, [x, y], within) {
  close(got.x, x, within);
  close(got.y, y, within);
}

const made = new Map();
function walls(file, said) {
  const list = said === 'rooms' ? file.rooms : said;
  if (!made.has(list)) made.set(list, new Walls(list.map(each => barrier(each.line.map(point), each.stops, each.from))));
  return made.get(list);
}
function scene(file, name) {
  const said = file.scenes[name];
  return new Sight(walls(file, said.walls), said.lamps.map(lamp => ({ ...lamp, at: point(lamp.at) })),
    LEVELS.indexOf(said.ambient));
}
const eye = said => ({ ...said, at: point(said.at) });
const area = said => said.shape === 'circle' ? circle(point(said.origin), said.radius)
  : said.shape === 'cone' ? cone(point(said.origin), said.direction, said.length)
    : rectangle(point(said.origin), said.direction, said.length, said.width);
const inPolygon = (at, corners) => {
  let odd = false;
  for (let i = 0, j = corners.length - 1; i < corners.length; j = i++) {
    const a = corners[i];
    const b = corners[j];
    if ((a.y > at.y) !== (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) odd = !odd;
  }
  return odd;
};
const areaOf = corners => Math.abs(corners.reduce((sum, at, i) => {
  const next = corners[(i + 1) % corners.length];
  return sum + at.x * next.y - at.y * next.x;
}, 0)) / 2;

const ops = {
  cellAt(c) { assert.deepEqual(gridNamed(c.grid).cellAt(point(c.point)), cell(c.want)); },
  middle(c) { samePoint(gridNamed(c.grid).middle(cell(c.cell)), c.want); },
  neighbours(c) { assert.deepEqual(asSet(gridNamed(c.grid).neighbours(cell(c.cell))), wanted(c.want)); },
  distance(c) { close(gridNamed(c.grid).distance(cell(c.from), cell(c.to), c.metric), c.want); },
  spaceCells(c) { assert.deepEqual(asSet(gridNamed(c.grid).spaceCells(space(c.space))), wanted(c.want)); },
  spaceDistance(c) { close(gridNamed(c.grid).spaceDistance(space(c.one), space(c.other), c.metric), c.want); },
  snap(c) { samePoint(gridNamed(c.grid).snap(space(c.space)), c.want); },
  cost(c) {
    const factors = new Map((c.factors ?? []).map(([at, factor]) => [at.join(','), factor]));
    close(gridNamed(c.grid).cost(c.path.map(cell), c.metric, at => factors.get(`${at.column},${at.row}`) ?? 1), c.want);
  },
  cells(c) { assert.deepEqual(asSet(gridNamed(c.grid).cells(area(c.area))), wanted(c.want)); },
  blocked(c, file) {
    assert.equal(walls(file, c.walls).blocked(PASSAGES[c.passage], point(c.from), point(c.to)), c.want);
  },
  illumination(c, file) { assert.equal(LEVELS[scene(file, c.scene).illumination(point(c.point))], c.want); },
  perceived(c, file) { assert.equal(LEVELS[scene(file, c.scene).perceived(eye(c.eye), point(c.point))], c.want); },
  sees(c, file) { assert.equal(scene(file, c.scene).sees(c.eyes.map(eye), space(c.space)), c.want); },
  spots(c, file) {
    const got = walls(file, c.walls).spots(space(c.space));
    assert.equal(got.length, c.want.length);
    got.forEach((at, i) => samePoint(at, c.want[i]));
  },
  view(c, file) {
    const seen = walls(file, c.walls).visible(SIGHT, point(c.eye), c.radius);
    const outline = seen.outline(720);
    for (const at of c.inside.map(point)) {
      assert.ok(seen.contains(at), `${at.x}, ${at.y} is seen`);
      assert.ok(inPolygon(at, outline), `${at.x}, ${at.y} lies in the polygon`);
    }
    for (const at of c.outside.map(point)) {
      assert.ok(!seen.contains(at), `${at.x}, ${at.y} is not seen`);
      assert.ok(!inPolygon(at, outline), `${at.x}, ${at.y} lies outside the polygon`);
    }
  },
  corners(c, file) {
    const outline = walls(file, c.walls).visible(SIGHT, point(c.eye), c.radius).outline(c.chords ?? 720);
    for (const corner of c.want) {
      assert.ok(outline.some(at => Math.hypot(at.x - corner[0], at.y - corner[1]) <= 0.01),
        `no corner at ${corner} among ${JSON.stringify(outline)}`);
    }
    close(areaOf(outline), c.area, 0.05);
  },
};

for (const name of ['grid', 'area', 'walls', 'sight', 'view']) {
  const file = read(name);
  const kinds = [...new Set(file.cases.map(c => c.op))];
  for (const op of kinds) {
    const cases = file.cases.filter(c => c.op === op);
    test(`the page passes all ${cases.length} vectors of ${name}: ${op}`, () => {
      assert.ok(ops[op], `nothing here knows the op ${op}`);
      for (const c of cases) {
        try {
          ops[op](c, file);
        } catch (e) {
          e.message = `${JSON.stringify(c).slice(0, 400)}: ${e.message}`;
          throw e;
        }
      }
    });
  }
}

test('levels of light are in the order of the vectors', () => {
  assert.deepEqual([DARK, DIM, BRIGHT].map(level => LEVELS[level]), ['dark', 'dim', 'bright']);
});
