import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

const initiative = { initiativeId: z.uuid() };

/** Facts of initiatives for whoever stands above. */
export const initiativePublished = defineEvent('initiatives.published', z.object(initiative));
export const initiativeReached = defineEvent('initiatives.reached', z.object(initiative));
export const initiativeAnswered = defineEvent('initiatives.answered', z.object(initiative));
export const initiativeDecided = defineEvent('initiatives.decided', z.object(initiative));
