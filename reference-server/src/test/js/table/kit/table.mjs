// A table for tests of the page: the server, Chromium, and people who sit down at it; what the server
// says a seat sees, to hold the page to.

import assert from 'node:assert/strict';
import { Chromium, noChromium } from '../../client/kit/chromium.mjs';
import { Server, noServer } from '../../client/kit/server.mjs';
import { Person } from './person.mjs';

/** Why tests in a browser are left out, or false. */
export const leftOut = noServer || noChromium;
if (leftOut) console.log(`# ${leftOut}`);

export class House {
  async opens() {
    this.server = await new Server().start();
    this.browser = await new Chromium().start();
    this.devices = 0;
    this.acts = 0;
    return this;
  }

  async closes() {
    await this.browser?.stop();
    await this.server?.stop();
  }

  /** The link of somebody at a table: the demo's, or one that `makes` made. */
  link(who, campaign = 'demo') { return `${this.server.url}/c/${campaign}#seat=${this.seat(who, campaign)}`; }

  seat(who, campaign = 'demo') { return campaign === 'demo' ? this.server.seats[who] : this.made?.get(campaign)?.[who] ?? this.server.evening[who]; }

  /** Somebody opens their link and waits until the table is live. */
  async sits(who, { campaign = 'demo', url = this.link(who, campaign), ...how } = {}) {
    const person = await Person.opens(this.browser, how.name ?? who, url, how);
    Object.assign(person, { who, campaign });
    if (how.live !== false) await person.live();
    return person;
  }

  /** Makes a campaign of a document and keeps its links by the keys of participants. */
  async makes(document) {
    const { campaign, links } = await this.server.ask('/api/campaigns', { method: 'POST', body: JSON.stringify(document) });
    this.made ??= new Map();
    this.made.set(campaign, Object.fromEntries(links.map(link => [link.participant, link.url.split('#seat=')[1]])));
    return campaign;
  }

  /** Does something over HTTP, to prepare a table. */
  async does(who, type, payload, campaign = 'demo', more = {}) {
    const receipt = await this.server.ask(`/api/campaigns/${campaign}/actions`, {
      key: this.seat(who, campaign), method: 'POST', body: JSON.stringify({ device: `kit-${who}`, n: ++this.acts, type, payload, ...more }),
    });
    assert.match(receipt.outcome, /applied|pending/, `${type}: ${JSON.stringify(receipt)}`);
    return receipt;
  }

  /** The seat's whole view, by the server's own account. */
  async truth(who, campaign = 'demo') { return (await this.server.ask(`/api/campaigns/${campaign}/state`, { key: this.seat(who, campaign) })).state; }

  /** Waits until the page shows what the server says this seat sees. */
  async settled(person, within = 60_000) {
    let left = '';
    await person.until('the server\'s truth', async () => {
      if (await person.line() !== 'live') { left = await person.line(); return false; }
      const [view, truth] = [await person.view(), await this.truth(person.who, person.campaign)];
      left = differs({ map: view.map, actors: view.actors, encounter: view.encounter },
        { map: truth.maps?.[view.key], actors: pick(truth.actors, view.actors), encounter: truth.encounters?.[truth.currentSession?.activeEncounterId] });
      return left === '';
    }, within).catch(fault => { throw new Error(`${fault.message}; at last: ${left}`); });
  }
}

const pick = (all, keys) => Object.fromEntries(Object.keys(keys ?? {}).map(key => [key, all?.[key]]));

/** Where two values differ first, or nothing. */
export function differs(a, b, way = '') {
  if (Object.is(a, b)) return '';
  if (a && b && typeof a === 'object' && typeof b === 'object' && Array.isArray(a) === Array.isArray(b)) {
    for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const left = differs(a[key], b[key], `${way}/${key}`);
      if (left) return left;
    }
    return '';
  }
  return `${way}: the page ${JSON.stringify(a)?.slice(0, 200)}, the server ${JSON.stringify(b)?.slice(0, 200)}`;
}

/** Runs a test; when it fails, pictures of all pages are left in target/page-failures. */
export function seen(people, run) {
  return async t => {
    try {
      await run(t);
    } catch (fault) {
      for (const person of people()) await person?.picture?.(`${t.name} ${person.name}`).catch(() => {});
      throw fault;
    }
  };
}
