import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Whether a piece changed how many write of its topic. */

/** `soon`: the window after it is not over; `few`: too few wrote before it to say anything; only less is ever said. */
export const flowVerdicts = ['soon', 'few', 'same', 'fewer'] as const;
export type FlowVerdict = (typeof flowVerdicts)[number];

export const readEffect = defineRoute({
  id: 'publications.read-effect',
  method: 'GET',
  path: '/api/publications/:id/effect',
  access: { permission: 'publications.read' },
  summary: 'Стало ли меньше сообщений на тему публикации в её районе: столько же дней до и после',
  params: idParams,
  reply: z.object({
    /** Null: it tells of nothing that has a topic, or has not come out. */
    effect: z
      .object({
        verdict: z.enum(flowVerdicts),
        /** What is counted: the topic and the district, in words. */
        topic: z.string(),
        district: z.string(),
        days: z.number(),
        publishedOn: isoDate,
        /** The first day on which it can be judged. */
        judgedOn: isoDate,
        before: z.number(),
        after: z.number(),
        least: z.number(),
      })
      .nullable(),
  }),
});
export type PublicationEffect = z.infer<typeof readEffect.reply>['effect'];
