const key = new URLSearchParams(location.hash.slice(1)).get('host') ?? '';
const $ = id => document.getElementById(id);
$('nodes').href = `/cluster#host=${encodeURIComponent(key)}`;

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: { Authorization: `Bearer ${key}`, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  const said = await answer.json();
  if (!answer.ok) throw new Error(said.message);
  return said;
}

function show(campaign, links) {
  const box = document.createElement('section');
  const title = document.createElement('h2');
  title.textContent = campaign;
  const list = document.createElement('ul');
  for (const link of links) {
    const item = document.createElement('li');
    const at = document.createElement('a');
    at.href = link.url;
    at.textContent = link.url;
    item.append(`${link.name} (${link.role}): `, at);
    list.append(item);
  }
  box.append(title, list);
  $('campaigns').append(box);
}

async function load() {
  $('campaigns').replaceChildren();
  if (!key) { $('notice').textContent = 'This page needs the host link that the server printed.'; return; }
  try {
    const { campaigns } = await ask('GET', '/api/campaigns');
    for (const { id } of campaigns) {
      const { links } = await ask('POST', `/api/campaigns/${id}/links`, {});
      show(id, links);
    }
  } catch (fault) { $('notice').textContent = fault.message; }
}

$('make').addEventListener('submit', async event => {
  event.preventDefault();
  try {
    await ask('POST', '/api/campaigns', {
      name: $('name').value,
      participants: [{ name: 'Game master', role: 'gm' }, { name: 'Player 1' }, { name: 'Player 2' }, { name: 'Player 3' }],
    });
    $('name').value = '';
    load();
  } catch (fault) { $('notice').textContent = fault.message; }
});

load();
