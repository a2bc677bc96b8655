// Who is at this table, and whether they are here now.
import { make } from '../dom.js';

export const people = {
  id: 'people',
  mount(root, { table }) {
    let moved = 0;
    const draw = () => root.replaceChildren(...Object.entries(table.state.participants ?? {}).map(([id, person]) => {
      const dot = make('i', { className: 'dot' });
      dot.style.background = person.color ?? 'gray';
      const is = id === table.me?.id ? 'here' : table.presence.people.get(id);
      return make('li', {}, dot, `${person.name} `, make('span', {}, `${person.role}${is ? `, ${is}` : ''}`));
    }));
    table.on('presence', kind => {
      if (kind !== 'presence') return;
      moved++;
      draw();
    });
    return { reads: state => [state.participants, table.me, moved], draw };
  },
};
