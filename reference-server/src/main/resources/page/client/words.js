// The keys that go as numbers in tablekeep.cbor.1: `x-dictionary` of /api/asyncapi.json, which never
// changes within that subprotocol. A key that is not here goes as a text.

export const WORDS = `
x y type n position action payload set receipts outcome code token to maps tokens actors
rotation elevation hp name text from hidden kind message field seat device basedOn campaign
participant role state writable reason id schema participants currentSession flags items
encounters quests locations lore notes chat dice asks changeLog active activeEncounterId map
at round turn order initiative status effects conditions owner actor picture portrait
description summary title tags author readers everyone revealed question questions answer
approve system systemVersion settings createdAt startedAt endedAt lately gm gmNotes color
width height size layer layers level lights walls points door open locked secret blocksSight
blocksMovement vision darkvision range bright dim angle light lighting ambient darkness
shadows grid cellPixels cellDistance originX originY unit sight explored label notation by
rolls faces total value max quantity equipped inventory character objectives giver location
within asset alt path index resume entities page next before after key keys display view
more merge patch op values visible presence ask parts retryAfter`.trim().split(/\s+/);

export const NUMBERS = new Map(WORDS.map((word, number) => [word, number]));
