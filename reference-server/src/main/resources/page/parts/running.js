// What is there to run a game, and to look back at it, in the order of its tabs.
import { campaign } from './campaign.js';
import { encounters } from './encounters.js';
import { history } from './history.js';
import { library } from './library.js';
import { scenes } from './scenes.js';
import { world } from './world.js';

export const running = [scenes, encounters, library, world, campaign, history];
