import { z } from 'zod';
import { personText } from '../messages/cases.ts';
import { can, instant } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** «Готовность к открытию»: what is done and what is missing, and the door itself. */

const readinessLine = z.object({
  id: z.string(),
  title: z.string(),
  isDone: z.boolean(),
  /** False = it was not looked at, for there is no need of it here: nothing is held back by it, and it is not told as good. */
  isJudged: z.boolean(),
  /** The portal is not opened without it. */
  isRequired: z.boolean(),
  words: z.string(),
  link: z.object({ to: z.string(), title: z.string() }),
});
export type ReadinessView = z.output<typeof readinessLine>;

const opening = z.object({ isOpen: z.boolean(), at: instant, by: z.string(), reason: z.string() });
export type Opening = z.output<typeof opening>;

const readiness = z.object({
  isOpen: z.boolean(),
  /** Of the last opening or closing, which whoever acts has seen; 0 = there was none. */
  serial: z.number(),
  /** The latest first. */
  history: z.array(opening),
  lines: z.array(readinessLine),
  can,
});
export type Readiness = z.output<typeof readiness>;

const manage = { permission: 'our-city.manage' } as const;

export const readReadiness = defineRoute({
  id: 'our-city.read-readiness',
  method: 'GET',
  path: '/api/our-city/readiness',
  access: manage,
  summary: 'Готовность к открытию: что сделано, чего не хватает',
  reply: readiness,
});

export const changeOpening = defineRoute({
  id: 'our-city.change-opening',
  method: 'POST',
  path: '/api/our-city/opening',
  access: manage,
  summary: 'Открыть портал жителям или закрыть его',
  body: z.object({
    serial: z.number().int().min(0),
    isOpen: z.boolean(),
    reason: personText(300).default(''),
  }),
  reply: readiness,
});
