import type { Ctx } from './module/context.ts';
import { definePort } from './module/port.ts';

/** What a city has to have done before residents are let in, as it is now; each module tells of its own. */
export interface ReadinessLine {
  /** Its place on the list: `server/base/our-city/opening.ts` has the order. */
  id: string;
  title: string;
  isDone: boolean;
  /** False = it was not looked at (a demonstration has no need of it): it holds nothing back, and is not told as good. */
  isJudged?: boolean;
  /** The portal is not opened without it. */
  isRequired: boolean;
  /** What is there, or what is missing; no personal data. */
  words: string;
  /** The screen where it is done. */
  link: { to: string; title: string };
}

export const readinessLines = definePort<(ctx: Ctx) => Promise<ReadinessLine[]>>('our-city.readiness');

/** What is missing in words, or what is said of a line that is done. */
export const missingOr = (missing: readonly string[], done: string): string =>
  missing.length > 0 ? `Не хватает: ${missing.join(', ')}.` : done;
