import { breachMakers } from './breach-things.ts';
import { ourCityMakers } from './our-city-things.ts';
import type { Maker } from './thing-kit.ts';

/** What routes of what all systems stand on act on. */
export const baseMakers: Record<string, Maker> = { ...breachMakers, ...ourCityMakers };
