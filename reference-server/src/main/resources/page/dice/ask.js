/** What a server tells a seat of an epoch of dice; 0 is the one that goes on. */
export async function askDice(campaign, seat, epoch) {
  const answer = await fetch(`/api/campaigns/${encodeURIComponent(campaign)}/dice?epoch=${epoch}`, { headers: { Authorization: `Bearer ${seat}` } });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message ?? 'The server does not answer.');
  return told;
}
