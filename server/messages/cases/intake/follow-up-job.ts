import { z } from 'zod';
import { defineJob } from '../../../lib/module/context.ts';

/** Reads cases that wait in `cases.unread`, a batch a run: topic, places named in the text, words for search, the letter. */
export const followUpJob = defineJob('cases.follow-up', z.object({}));
