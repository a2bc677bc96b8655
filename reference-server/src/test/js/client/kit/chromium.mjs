// Chromium over its own protocol (CDP), without a package: contexts, pages, evaluating, console errors.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Socket } from './socket.mjs';

const PROGRAM = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** Why tests in a browser are left out, or false. */
export const noChromium = PROGRAM && existsSync(PROGRAM) ? false : 'left out: there is no Chromium here';

export class Chromium {
  async start() {
    this.profile = mkdtempSync(join(tmpdir(), 'tablekeep-js-chromium-'));
    this.process = spawn(PROGRAM, ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--no-first-run', '--remote-debugging-port=0', `--user-data-dir=${this.profile}`, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.gone = new Promise(done => { this.process.on('exit', done); });
    const address = await new Promise((done, failed) => {
      let said = '';
      this.process.stderr.on('data', text => { said += text; const at = /DevTools listening on (ws:\S+)/.exec(said); if (at) done(at[1]); });
      this.process.on('exit', () => failed(new Error(`Chromium ended: ${said.slice(-2000)}`)));
    });
    this.asked = new Map();
    // What is of no page is the browser's own.
    this.pages = new Map([[undefined, { problems: [], heard: new Map() }]]);
    this.n = 0;
    this.line = new Socket(address);
    await new Promise(done => { this.line.onopen = done; });
    this.line.onmessage = event => this.heard(JSON.parse(event.data));
    return this;
  }

  heard({ id, result, error, method, params, sessionId }) {
    if (id !== undefined) {
      const { done, failed } = this.asked.get(id);
      this.asked.delete(id);
      if (error) failed(new Error(error.message));
      else done(result);
      return;
    }
    const page = this.pages.get(sessionId);
    for (const run of page?.heard.get(method) ?? []) run(params);
    if (method === 'Runtime.exceptionThrown') page?.problems.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
    if (method === 'Log.entryAdded' && params.entry.level === 'error') page?.problems.push(params.entry.text);
  }

  ask(method, params = {}, sessionId = undefined) {
    const id = ++this.n;
    return new Promise((done, failed) => {
      this.asked.set(id, { done, failed });
      this.line.send(JSON.stringify({ id, method, params, sessionId }));
    });
  }

  /** A person of their own, with storage of their own. */
  async context() {
    const { browserContextId } = await this.ask('Target.createBrowserContext');
    return {
      id: browserContextId,
      page: (url, before) => this.page(url, browserContextId, before),
      /** Closes its pages and forgets its storage. */
      end: () => this.ask('Target.disposeBrowserContext', { browserContextId }),
    };
  }

  /** @param {(page: object) => Promise<void>} [before] what is done with the empty page, before it goes to its address */
  async page(url, browserContextId, before) {
    const { targetId } = await this.ask('Target.createTarget', { url: 'about:blank', browserContextId });
    const { sessionId } = await this.ask('Target.attachToTarget', { targetId, flatten: true });
    const page = {
      problems: [],
      heard: new Map(),
      targetId,
      /** Asks the page something by CDP. */
      ask: (method, params) => this.ask(method, params, sessionId),
      /** Hears an event of the page; its domain must be enabled. */
      on: (method, run) => { page.heard.set(method, [...page.heard.get(method) ?? [], run]); },
      evaluate: async text => {
        const { result, exceptionDetails } = await this.ask('Runtime.evaluate', { expression: text, awaitPromise: true, returnByValue: true }, sessionId);
        if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
        return result.value;
      },
      go: to => this.ask('Page.navigate', { url: to }, sessionId),
      reload: () => this.ask('Page.reload', {}, sessionId),
      close: () => this.ask('Target.closeTarget', { targetId }),
      /** The process behind the page ends. */
      crash: () => { this.ask('Page.crash', {}, sessionId).catch(() => {}); },
    };
    this.pages.set(sessionId, page);
    await Promise.all([this.ask('Page.enable', {}, sessionId), this.ask('Runtime.enable', {}, sessionId), this.ask('Log.enable', {}, sessionId)]);
    // As if it were looked at: what is in the background draws nothing.
    await this.ask('Emulation.setFocusEmulationEnabled', { enabled: true }, sessionId);
    await before?.(page);
    await page.go(url);
    return page;
  }

  async stop() {
    // Asked first, so that its other processes write nothing more into the profile.
    await Promise.race([this.ask('Browser.close').then(() => this.gone, () => {}), new Promise(done => { setTimeout(done, 3000); })]);
    this.process.kill('SIGKILL');
    await this.gone;
    this.line.destroy();
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
