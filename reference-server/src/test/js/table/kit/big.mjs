// The campaign of 4.65 MB that other measurements take too, at a server that runs: the load tool makes it.

import { spawn } from 'node:child_process';
import { command } from '../../client/kit/server.mjs';

/** @returns {Promise<{campaign: string, links: Map<string, string>}>} its key, and tokens by participant */
export async function bigCampaign(server, kilobytes = 4650) {
  const [program, ...given] = command;
  const load = spawn(program, [...given, 'load', '--url', server.url, '--key', server.host, '--campaigns', '1', '--state-kb', String(kilobytes), '--seconds', '1', '--warmup', '1', '--rate', '1'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  load.stderr.on('data', text => { said += text; });
  const code = await new Promise(done => { load.on('exit', done); });
  const { campaigns } = await server.ask('/api/campaigns');
  const made = campaigns.find(each => each.id.startsWith('load-'));
  if (!made) throw new Error(`the load tool ended with ${code} and made no campaign: ${said.slice(-1000)}`);
  const { links } = await server.ask(`/api/campaigns/${made.id}/links`, { method: 'POST', body: '{}' });
  return { campaign: made.id, links: new Map(links.map(link => [link.participant, link.token ?? link.url.split('#seat=')[1]])) };
}

/** Notes in the page when it shows the table, and when it is live. Handed in as `before`. */
export async function watched(page) {
  const seen = { files: 0, fileCount: 0, socket: 0, requests: [], at: [] };
  await page.ask('Network.enable');
  page.on('Network.responseReceived', ({ response }) => { seen.requests.push(response.url); });
  page.on('Network.loadingFinished', ({ encodedDataLength }) => { seen.files += encodedDataLength; seen.fileCount++; seen.at.push([Date.now(), 'file', encodedDataLength]); });
  page.on('Network.webSocketFrameReceived', ({ response }) => {
    const size = response.opcode === 2 ? Buffer.from(response.payloadData, 'base64').length : Buffer.byteLength(response.payloadData);
    seen.socket += size;
    seen.at.push([Date.now(), 'socket', size]);
  });
  await page.ask('Page.addScriptToEvaluateOnNewDocument', { source: `
    globalThis.marks = {};
    const look = () => {
      const map = document.getElementById('map')?.component;
      const tokens = map?.model?.tokens?.length ?? 0;
      if (tokens > 0 && !marks.shown) marks.shown = performance.now();
      if (tokens > 0 && document.getElementById('line')?.textContent === 'live' && !marks.live) { marks.live = performance.now(); marks.liveAt = Date.now(); }
      if (!marks.live) setTimeout(look, 4);
    };
    look();` });
  return seen;
}
