// How a fighter stands, with what they can do: the page that Duel brings. See plugins/README.md.

/** What of the table's own sheet this one shows itself. */
export const instead = [];

const LOOKS = { fresh: 'not a scratch', bloodied: 'bloodied', down: 'down' };
const MOST = 6;

export function mount(root, kit) {
  const { make, button } = kit;
  const hearts = make('p', { className: 'hearts', role: 'img' });
  const look = make('p', { className: 'look' });
  const fight = make('p', { role: 'status' });
  const does = make('div', { className: 'does' });
  root.append(hearts, look, fight, does);

  const nameOf = key => kit.table.state.actors?.[key]?.name ?? 'somebody';

  return {
    draw({ state, actor, key }) {
      const sheet = actor.duel ?? {};
      // Others see the look alone; hit points are the owner's to know.
      hearts.hidden = sheet.hp === undefined;
      if (sheet.hp !== undefined) {
        const most = Math.max(sheet.hp, state.campaign?.settings?.duel?.hp ?? MOST);
        hearts.textContent = '♥'.repeat(sheet.hp) + '♡'.repeat(Math.max(0, most - sheet.hp));
        hearts.setAttribute('aria-label', `${sheet.hp} of ${most} hit points`);
      }
      look.textContent = [LOOKS[sheet.look] ?? sheet.look, sheet.skill === undefined ? '' : `skill ${sheet.skill}`, sheet.scorn ? 'talked of for having yielded' : ''].filter(Boolean).join(' · ');
      const { next, other } = state.duel?.fight ?? {};
      const in_it = next === key || other === key;
      fight.textContent = !in_it ? '' : next === key ? `In a duel with ${nameOf(other)}: ${kit.mine ? 'your turn' : 'their turn'}.` : `In a duel with ${nameOf(next)}, who is on.`;
      does.replaceChildren(...(kit.mine && in_it ? [
        next === key && button('Strike', () => kit.act('duel.strike', { who: key })),
        button('Yield', () => kit.act('duel.yield', { who: key }), { className: 'quiet' })] : []).filter(Boolean));
    },
  };
}
