// The map over the client: what createMap asks of a source, answered by a Table of page/client.

/**
 * @param {any} table a Table of the client
 * @param {{campaign: string, seat: string, server?: string}} where pictures are fetched
 */
export function fromTable(table, { campaign, seat, server = '' }) {
  const root = `${server}/api/campaigns/${encodeURIComponent(campaign)}`;
  const asked = new Set();
  /** A map that this person looks at by themselves; empty: the one all look at. */
  let other = '';
  const listeners = new Set();

  const mapOf = state => {
    if (other && (state.maps?.[other] || state.index?.maps?.[other] !== undefined)) return other;
    const session = state.currentSession;
    return session?.map ?? Object.keys(state.maps ?? {})[0] ?? '';
  };

  /** What is shown is loaded for as long as it is shown; what is not there is not asked for twice. */
  function load(path) {
    if (asked.has(path) || asked.size > 40) return;
    asked.add(path);
    table.load(path).catch(() => asked.delete(path));
  }

  /** The server lets one address ask so often; who is told to wait waits. */
  async function get(path) {
    for (let again = 0; ; again++) {
      const answer = await fetch(root + path, { headers: { Authorization: `Bearer ${seat}` } });
      if (answer.status !== 429 || again >= 5) return answer.ok ? answer : null;
      await new Promise(done => setTimeout(done, Math.min(10, Number(answer.headers.get('Retry-After')) || 1) * 1000));
    }
  }
  const query = layer => layer ? `?layer=${encodeURIComponent(layer)}` : '';

  const source = {
    view() {
      const { state, me } = table;
      const key = mapOf(state);
      const map = state.maps?.[key];
      if (key && !map && state.index?.maps?.[key] !== undefined) load(`/maps/${key}`);
      const names = {};
      for (const token of Object.values(map?.tokens ?? {})) {
        if (!token.actor || state.actors?.[token.actor]) continue;
        const known = state.index?.actors?.[token.actor];
        if (known === undefined) continue;
        names[token.actor] = typeof known === 'string' ? known : known.name;
        load(`/actors/${token.actor}`);
      }
      const encounter = state.encounters?.[state.currentSession?.activeEncounterId];
      return { me, key, map, actors: state.actors, participants: state.participants, encounter, names };
    },
    subscribe(changed) {
      listeners.add(changed);
      const offs = [table.on('state', changed), table.on('seated', changed)];
      return () => {
        listeners.delete(changed);
        for (const off of offs) off();
      };
    },
    signals: heard => table.on('signal', heard),
    /** Pictures are named by their content: the client keeps them. */
    async picture(asset) {
      const held = await table.asset(asset);
      try {
        const image = new Image();
        image.src = held.url;
        await image.decode();
        return await createImageBitmap(image);
      } finally {
        held.release();
      }
    },
    async tiles(map, layer) {
      const answer = await get(`/maps/${map}/tiles${query(layer)}`);
      return answer ? answer.json() : null;
    },
    async tile(map, column, row, layer) {
      const answer = await get(`/maps/${map}/tiles/${column}/${row}${query(layer)}`);
      return answer ? createImageBitmap(await answer.blob()) : null;
    },
  };

  const actions = {
    act: (type, payload) => table.act(type, payload).receipt,
    signal(kind, payload) {
      const { presence } = table;
      if (kind === 'drag') presence.drag(payload.token, payload.x, payload.y);
      else if (kind === 'cursor' || kind === 'ping') presence[kind](payload.map, payload.x, payload.y);
      else table.signal(kind, payload);
    },
  };

  /** Looks at another map than the others do; an empty key: at theirs. */
  function look(map) {
    other = map;
    for (const changed of listeners) changed();
  }

  return { source, actions, look };
}
