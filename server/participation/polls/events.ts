import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

const poll = { pollId: z.uuid() };

/** Facts of polls for whoever stands above. None of them is of an answer. */
export const pollOpened = defineEvent('polls.opened', z.object(poll));
export const pollClosed = defineEvent('polls.closed', z.object(poll));
export const pollPublished = defineEvent('polls.published', z.object(poll));
export const pollDecided = defineEvent('polls.decided', z.object({ ...poll, isNeeded: z.boolean() }));
