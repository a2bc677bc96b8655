// The map by itself, over a source that is made up here: `?walls=2000&tokens=200&as=player&grid=square`.

import { createMap } from '/page/map/map.js';
import { madeUp } from '/test/scene.mjs';

const asked = new URLSearchParams(location.search);
const scene = madeUp({
  walls: Number(asked.get('walls') ?? 2000), tokens: Number(asked.get('tokens') ?? 200),
  role: asked.get('as') ?? 'player', grid: asked.get('grid') ?? 'square', picture: asked.get('picture') !== 'no',
  lights: Number(asked.get('lights') ?? 30), darkness: Number(asked.get('darkness') ?? 0.8),
});
const changed = new Set();
const heard = new Set();
const acts = [];
const view = scene.view;

async function picture() {
  const { grid } = view.map;
  const canvas = new OffscreenCanvas(grid.wide * 50, grid.high * 50);
  const ctx = canvas.getContext('2d');
  ctx.fillStyle = '#4a4438';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  for (let i = 0; i < 6000; i++) {
    ctx.fillStyle = `hsl(${30 + (i * 37) % 40} 18% ${18 + (i * 13) % 22}%)`;
    ctx.fillRect((i * 7919) % canvas.width, (i * 104729) % canvas.height, 30 + i % 40, 24 + i % 30);
  }
  return createImageBitmap(canvas);
}

globalThis.table = {
  view, acts,
  change(edit) {
    edit(view);
    for (const listener of changed) listener();
  },
  signal(said) { for (const listener of heard) listener(said); },
};
globalThis.map = createMap(document.getElementById('map'), {
  source: {
    view: () => view,
    subscribe(listener) { changed.add(listener); return () => changed.delete(listener); },
    signals(listener) { heard.add(listener); return () => heard.delete(listener); },
    picture,
  },
  actions: {
    async act(type, payload) {
      acts.push({ type, payload });
      return scene.act(type, payload, edit => globalThis.table.change(edit));
    },
    signal(kind, payload) { acts.push({ signal: kind, payload }); },
  },
  prefs: {},
});
globalThis.ready = true;
