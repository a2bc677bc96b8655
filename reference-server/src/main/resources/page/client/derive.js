// Views made of the document (an initiative list, what is at hand in a fight) that are made anew when
// something they read has changed, and not before. A view may read other views.

import { fits, keys } from './tree.js';

/** What the table's own views read. A change to a sheet is seen in initiative and combat only. */
export const READS = {
  sheet: ['/actors/*'],
  initiative: ['/encounters/*/order', '/encounters/*/combatants', '/actors/*/name', '/actors/*/initiative', '/actors/*/hp', '/actors/*/conditions'],
  turn: ['/encounters/*/turn', '/encounters/*/round', '/currentSession/activeEncounterId', '@initiative'],
  combat: ['@initiative', '@turn', '/encounters/*'],
  people: ['/participants/*'],
  scene: ['/maps/*', '/currentSession/map'],
  talk: ['/chat/*', '/dice/*'],
  asks: ['/asks/*'],
};

export class Dependencies {
  constructor() {
    this.views = new Map();
  }

  /** @param {string[]} reads JSON pointers, in which `*` is any key, and `@name` of other views */
  add(name, reads) {
    const places = reads.filter(each => each[0] !== '@').map(keys);
    const views = reads.filter(each => each[0] === '@').map(each => each.slice(1));
    this.views.set(name, { places, views });
  }

  /**
   * @param {string[][]} touched places that have changed
   * @returns {Set<string>} the views that are not what they were
   */
  hit(touched) {
    const hit = new Set();
    for (const [name, { places }] of this.views) {
      if (touched.some(place => places.some(pattern => fits(pattern, place)))) hit.add(name);
    }
    let grew = hit.size > 0;
    while (grew) {
      grew = false;
      for (const [name, { views }] of this.views) {
        if (!hit.has(name) && views.some(each => hit.has(each))) { hit.add(name); grew = true; }
      }
    }
    return hit;
  }
}

/** Remembers what was made of the document until it is not so any more. */
export class Views {
  constructor() {
    this.graph = new Dependencies();
    this.made = new Map();
    this.makers = new Map();
    this.metrics = { made: 0, reused: 0 };
  }

  define(name, reads, make) {
    this.graph.add(name, reads);
    this.makers.set(name, make);
    this.made.delete(name);
  }

  get(name, state) {
    if (this.made.has(name)) { this.metrics.reused++; return this.made.get(name); }
    const make = this.makers.get(name);
    if (!make) throw new TypeError(`there is no view ${name}`);
    this.metrics.made++;
    const value = make(state, other => this.get(other, state));
    this.made.set(name, value);
    return value;
  }

  /** @returns {Set<string>} views that have to be made anew */
  touched(places) {
    const hit = this.graph.hit(places);
    for (const name of hit) this.made.delete(name);
    return hit;
  }

  /** Everything may have changed. */
  clear() {
    this.made.clear();
    return new Set(this.graph.views.keys());
  }
}
