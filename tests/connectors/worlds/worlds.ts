import type { StartWorld } from '../kit/world.ts';
import { startMaxWorld } from './max.ts';
import { startOkWorld } from './ok.ts';
import { startVkWorld } from './vk.ts';

/** Every connector beside its fake, by the name it is shown under. */
export const worlds: Readonly<Record<string, StartWorld>> = {
  'vk, events by the Callback API': () => startVkWorld('callback'),
  'vk, events by Long Poll': () => startVkWorld('poll'),
  max: () => startMaxWorld(),
  ok: () => startOkWorld(),
};
