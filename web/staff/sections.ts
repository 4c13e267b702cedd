import type { Section } from './base/map/section.ts';
import { group } from './group/section.ts';
import { heatmap } from './heatmap/section.ts';
import { messages } from './messages/section.ts';
import { monitoring } from './monitoring/section.ts';
import { pages } from './pages/section.ts';
import { participation } from './participation/section.ts';
import { settings } from './settings/section.ts';
import { today } from './today/section.ts';

const all = [today, messages, monitoring, participation, pages, heatmap, group, settings] as const;

/**
 * The map of the workplace: sections in the order of the rail, each declared in its folder. Routes, rail, Ctrl K, keys, help and
 * the way back are drawn from it.
 */
export const sections: readonly Section[] = all;

declare module '../lib/page-address.ts' {
  interface ScreenPaths {
    staff: (typeof all)[number]['screens'][number]['path'];
  }
}
