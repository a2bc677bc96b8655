// An invitation is taken: whoever opens it says a name and has a seat.
const token = new URLSearchParams(location.hash.slice(1)).get('invitation') ?? '';
const $ = id => document.getElementById(id);

const send = $('join').querySelector('button');
// Before this is read, the form would go nowhere.
send.disabled = !token;
if (!token) $('notice').textContent = 'This address lacks its invitation; use the whole link.';

$('join').addEventListener('submit', async event => {
  event.preventDefault();
  const name = $('name').value.trim();
  if (!name || !token) return;
  send.disabled = true;
  try {
    const answer = await fetch('/api/invitations/accept', {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ invitation: token, name }),
    });
    const said = await answer.json();
    if (!answer.ok) throw new Error(said.message);
    // Gone from the history of this browser: an invitation that was used is of no use to others.
    location.replace(said.url ?? `/c/${encodeURIComponent(said.campaign)}#seat=${said.token}`);
  } catch (fault) {
    $('notice').textContent = fault.message;
    send.disabled = false;
  }
});
