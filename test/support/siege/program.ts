// All attacks at once, in a process of its own and with the least priority: attackers have machines of
// their own and take none of the server's time. Told what to do by the one that forked it.
import { constants, setPriority } from 'node:os';
import { attack } from './attacks.ts';
import { enterHolders, holdRequests } from './holders.ts';
import { createSiege } from './siege.ts';

const [, , address = '', room = ''] = process.argv;
const siege = createSiege(new URL(address));
setPriority(constants.priority.PRIORITY_LOW);
const holders = await enterHolders(siege, room);
process.on('message', (order) => {
  if (order === 'attack') {
    attack(siege);
    holdRequests(siege, room, holders);
  } else {
    siege.end();
    process.send?.(siege.losses, () => process.exit(0));
  }
});
// Whoever forked it is gone without a word: nobody is attacked any more.
process.on('disconnect', () => process.exit(0));
process.send?.('ready');
