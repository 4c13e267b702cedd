import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** Priorities in social media (decree 398 of 2021, chapter 2, clause 2, item 4): what residents write of beside what pages tell of. */

/** `few`: too few write of it, or of too few posts the topic is known, to judge by. */
export const coverageVerdicts = ['under', 'even', 'few'] as const;
export type CoverageVerdict = (typeof coverageVerdicts)[number];

const priorities = z.object({
  from: isoDate,
  to: isoDate,
  /** Posts of pages that are known; of some the program is not sure what they are about. */
  posts: z.number(),
  unsure: z.number(),
  /** Messages of a topic, and posts whose topic is known, without which nothing is judged. */
  least: z.number(),
  leastPosts: z.number(),
  /** The most written of first; empty where no post is known. */
  topics: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      received: z.number(),
      /** Of all messages with a topic, 0…1. */
      share: z.number(),
      posts: z.number(),
      /** Of all posts whose topic is known, 0…1. */
      postShare: z.number(),
      verdict: z.enum(coverageVerdicts),
    }),
  ),
});
export type Priorities = z.infer<typeof priorities>;

export const getPriorities = defineRoute({
  id: 'publications.get-priorities',
  method: 'GET',
  path: '/api/publications/priorities',
  access: { permission: 'publications.read' },
  summary: 'Приоритеты в соцсетях: о чём пишут жители и о чём рассказывают страницы, что недосказано',
  reply: priorities,
});
