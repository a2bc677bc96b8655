// The table itself, for those who run it: sessions and their dice, people and their links, features.
import { make, button } from '../dom.js';
import { askDice } from '../dice/ask.js';
import { linkDice } from '../dice/watch.js';
import { all, clock, humanize, named } from './words.js';
import { call, choice, copy, fold, labelled, paused, redraw, sure, tick, told, unfold, writing } from './kit.js';

const ROLES = [['player', 'player'], ['spectator', 'spectator'], ['co-gm', 'co-GM'], ['gm', 'game master']];

/** Flags in the order they are read: those of the table, then each system's. Pure. */
export function flagGroups(flags) {
  const groups = new Map();
  for (const flag of flags) {
    const dot = flag.name.indexOf('.');
    const group = dot < 0 ? '' : flag.name.slice(0, dot);
    groups.set(group, [...(groups.get(group) ?? []), flag]);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Where somebody accepts an invitation: its token stays behind the #. Pure. */
export const inviteAddress = (origin, token) => `${origin}/join#${new URLSearchParams({ invitation: token })}`;

export const campaign = {
  id: 'table',
  label: 'Table',
  when: (state, { runs }) => runs(),
  mount(root, seat) {
    const { table, act, notice } = seat;
    const at = `/api/campaigns/${encodeURIComponent(seat.campaign)}`;
    let dice = null;
    let diceOf = '';
    let flags = null;
    let invitations = [];
    let asked = 0;
    let last = '';
    let presence = 0;
    const open = new Map([['people', true], ['invitations', true]]);
    const link = make('a', {}, 'Check the dice');
    const ours = { session: make('section', {}), people: make('section', {}), others: make('section', {}), flags: make('section', {}), rest: make('section', {}) };

    const folded = (id, title, ...children) => fold(title, [open, id, false], ...children);
    const asks = async (method, path, body) => {
      try {
        return await call(seat, method, path, body);
      } catch (fault) {
        notice(fault.message);
        return null;
      }
    };

    async function readDice(state) {
      const now = `${state.currentSession?.id} ${state.currentSession?.active}`;
      if (now === diceOf) return;
      diceOf = now;
      const answer = await askDice(seat.campaign, seat.token, 0).catch(() => null);
      dice = answer?.events?.[0]?.commitment ?? null;
      drawSession(table.state);
    }
    async function readRest() {
      const [known, made] = await Promise.all([asks('GET', `${at}/flags`), asks('GET', `${at}/invitations`)]);
      flags = known?.flags ?? [];
      invitations = made?.invitations ?? [];
      drawFlags(table.state);
      drawInvitations();
    }

    const readLater = paused(readRest, 400);

    function drawSession(state) {
      const { number, active, startedAt, endedAt } = state.currentSession ?? {};
      linkDice(link, seat.campaign, seat.token, table.me);
      redraw(ours.session, [
        make('div', { className: 'row' },
          make('b', { className: 'grow' }, active ? `Session ${number} since ${clock(startedAt)}` : number ? `Session ${number} ended${endedAt ? ` ${clock(endedAt)}` : ''}` : 'No session yet'),
          active ? button('End it', endSession, { className: 'quiet', data: { keep: 'session' } }) : button('Begin a session', beginSession, { data: { keep: 'session' } })),
        make('p', { className: 'dim' }, dice ? `Its dice are fixed since it began: ${dice.slice(0, 16)}… ` : 'Its dice are fixed when it begins. ', link),
      ]);
    }
    /** All begin where they were, or where who runs the game looks. */
    async function beginSession() {
      const maps = all(table.state, 'maps').map(each => each.key);
      const key = [last, seat.map.model.key, maps.length === 1 ? maps[0] : ''].find(each => each && maps.includes(each));
      const receipt = await act('session.start').receipt;
      if (receipt.outcome !== 'applied') return;
      if (key) act('scene.open', { map: key });
      else notice('Bring everyone to a map: under Scenes.');
    }
    async function endSession() {
      const fight = table.state.currentSession?.activeEncounterId;
      if (!await sure(`End session ${table.state.currentSession?.number}?`, 'End the session',
        `${fight ? 'A fight goes on; it stays as it is. ' : ''}The seed of its dice is told to everyone, so that they can be checked.`)) return;
      const receipt = await act('session.end').receipt;
      if (receipt.outcome === 'applied') notice('The session is over. Its dice can be checked now.');
    }

    async function seatLink(id) {
      const made = await asks('POST', `${at}/links`, { participants: [id] });
      if (made?.links?.[0]) await copy(made.links[0].url, notice);
    }

    function person(state, id, each) {
      const self = id === table.me?.id;
      const is = self ? 'here' : table.presence.people.get(id);
      const role = choice(ROLES, each.role, { aria: { label: `Role of ${each.name}` }, disabled: table.me?.role !== 'gm' || self, data: { keep: `role ${id}` } });
      role.addEventListener('change', async () => {
        if (await sure(`Make ${each.name} ${ROLES.find(([key]) => key === role.value)[1]}?`, 'Yes', 'They see then what that role sees.')) act('participant.role', { participant: id, role: role.value });
        else role.value = each.role;
      });
      const dot = make('i', { className: 'dot' });
      dot.style.background = each.color ?? 'gray';
      return make('li', {}, make('div', { className: 'row' }, dot, make('span', { className: 'grow' }, each.name, each.character && make('small', {}, ` plays ${named(state, 'actors', each.character)}`)),
        make('span', { className: `tag${is ? ' on' : ''}` }, is ?? 'not here'), role),
      make('div', { className: 'row' },
        button('Copy link', () => seatLink(id), { className: 'small', aria: { label: `Copy link: ${each.name}` }, data: { keep: `link ${id}` } }),
        button('Rename', async () => { const name = await told(`Another name for ${each.name}`, 'Rename', { value: each.name }); if (name) act('participant.rename', { participant: id, name }); }, { className: 'quiet small', aria: { label: `Rename ${each.name}` } }),
        !self && button('Void links', async () => { if (await sure(`Void all links of ${each.name}?`, 'Void them', 'Their windows close at once. A link you copy afterwards counts.') && await asks('POST', `${at}/links/revoke`, { participant: id })) notice('Their links count no more.'); }, { className: 'quiet small', aria: { label: `Void links: ${each.name}` } }),
        !self && button('Remove', async () => { if (await sure(`Remove ${each.name} from the table?`, 'Remove', 'What they said and did stays; their characters are yours then.')) act('participant.remove', { participant: id }); }, { className: 'quiet small', aria: { label: `Remove ${each.name}` } })));
    }

    function drawPeople(state) {
      const people = Object.entries(state.participants ?? {});
      redraw(ours.people, [folded('people', `People (${people.length})`, make('ul', { className: 'things' }, people.map(([id, each]) => person(state, id, each))))]);
    }

    const inviting = make('div', { className: 'row' }, unfold('New seat', () => {
      const name = make('input', { required: true, maxLength: 200 });
      const role = choice(table.me?.role === 'gm' ? ROLES : ROLES.slice(0, 2), 'player');
      return {
        fields: [labelled('Name', name), labelled('Role', role, 'The link is theirs alone: whoever has it sits there.')], label: 'Make it and copy the link',
        async send() {
          const key = `p-${crypto.getRandomValues(new Uint32Array(2)).join('').slice(0, 12)}`;
          const receipt = await act('participant.invite', { name: name.value.trim(), role: role.value, key }).receipt;
          if (receipt.outcome !== 'applied') return false;
          await seatLink(key);
          return undefined;
        },
      };
    }), unfold('Invitation', () => {
      const role = choice(table.me?.role === 'gm' ? ROLES : ROLES.slice(0, 2), 'player');
      const uses = make('input', { type: 'number', min: 1, max: 1000, value: 4 });
      const days = make('input', { type: 'number', min: 1, max: 30, value: 7 });
      return {
        fields: [labelled('Role', role), labelled('For so many', uses, 'Whoever opens it names themselves and has a seat.'), labelled('Days', days)], label: 'Make it and copy it',
        async send() {
          const made = await asks('POST', `${at}/invitations`, { role: role.value, uses: Number(uses.value), days: Number(days.value) });
          if (!made) return false;
          await copy(inviteAddress(location.origin, made.invitation), notice);
          readRest();
          return undefined;
        },
      };
    }));

    function drawInvitations() {
      ours.others.hidden = invitations.length === 0;
      redraw(ours.others, [folded('invitations', `Invitations (${invitations.length})`, make('ul', { className: 'things' }, invitations.map(each => make('li', { className: 'row' },
        make('span', { className: 'grow' }, `${ROLES.find(([key]) => key === each.role)?.[1] ?? each.role}: ${each.used} of ${each.uses} used, until ${clock(each.expires)}`),
        button('Withdraw', async () => { if (await asks('DELETE', `${at}/invitations/${encodeURIComponent(each.id)}`)) readRest(); }, { className: 'quiet small' })))))]);
    }

    function drawFlags(state) {
      const may = table.me?.role === 'gm';
      redraw(ours.flags, [flags?.length > 0 && folded('flags', 'Features', flagGroups(flags).map(([group, list]) => [group && make('h2', {}, humanize(group)), ...list.map(each => {
        const label = tick(each.description || humanize(each.name), state.flags?.[each.name] ?? each.value, on => act('flag.set', { name: each.name, value: on }));
        label.box.disabled = !may;
        label.box.dataset.keep = `flag ${each.name}`;
        return make('div', { className: 'row' }, label);
      })]).flat())].filter(Boolean));
    }

    function drawRest(state) {
      const { name = '', description = '', policy = {}, archived } = state.campaign ?? {};
      const begun = table.moment;
      const title = make('input', { value: name, maxLength: 200, data: { keep: 'title' } });
      title.addEventListener('change', () => { if (title.value.trim()) act('campaign.rename', { name: title.value.trim() }, { edit: begun }); });
      const about = make('textarea', { value: description, maxLength: 20000, data: { keep: 'about' } });
      about.addEventListener('change', () => act('campaign.edit', { description: about.value }, { edit: begun }));
      const whole = change => act('campaign.edit', { policy: { chatMinutes: policy.chatMinutes ?? 15, doors: policy.doors ?? true, ...change } }, { edit: true });
      const minutes = make('input', { type: 'number', min: 0, max: 10080, value: policy.chatMinutes ?? 15, className: 'slim', data: { keep: 'minutes' } });
      minutes.addEventListener('change', () => whole({ chatMinutes: Number(minutes.value) }));
      if (writing(ours.rest, busy => ['TEXTAREA', 'INPUT', 'SELECT'].includes(busy.tagName) && busy.type !== 'checkbox', () => drawRest(table.state))) return;
      redraw(ours.rest, [folded('campaign', 'The campaign', labelled('Name', title), labelled('About it', about, 'for everyone to read'),
        make('div', { className: 'row' }, tick('Players open doors beside their tokens', policy.doors ?? true, on => whole({ doors: on }))),
        labelled('Words can be changed for', minutes, 'minutes by who said them; 0: never'),
        make('div', { className: 'row' }, archived ? button('Take it out again', () => act('campaign.archive', { archived: false })) : button('Put the campaign away', async () => {
          if (await sure('Put the campaign away?', 'Put it away', 'No session can begin until it is taken out again. Nothing is lost.')) act('campaign.archive', { archived: true });
        }, { className: 'quiet', disabled: Boolean(state.currentSession?.active), title: 'when no session is running' })))]);
    }

    root.append(ours.session, ours.people, inviting, ours.others, ours.flags, ours.rest);
    table.on('presence', kind => {
      if (kind !== 'presence') return;
      presence++;
      seat.refresh();
    });
    return {
      reads: state => [state.participants, state.currentSession, state.campaign, state.flags, table.me, presence],
      draw(state) {
        readDice(state);
        last = state.currentSession?.map ?? last;
        // Who comes by an invitation has used it.
        const people = Object.keys(state.participants ?? {}).length;
        if (asked !== people) { asked = people; readLater(); }
        drawSession(state);
        if (!writing(ours.people, busy => busy.tagName === 'SELECT', () => drawPeople(table.state))) drawPeople(state);
        drawFlags(state);
        drawRest(state);
      },
    };
  },
};
