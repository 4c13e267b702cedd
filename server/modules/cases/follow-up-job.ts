import { z } from 'zod';
import { defineJob } from '../../lib/context.ts';

/** Understanding of fresh cases: topic, place from the text, words for search, the letter to the resident. */
export const followUpJob = defineJob('cases.follow-up', z.object({ caseIds: z.array(z.uuid()).min(1) }));
