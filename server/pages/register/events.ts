import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

/** A page is kept no more: what waits for it does not come out. */
export const pageArchived = defineEvent('register.page-archived', z.object({ pageId: z.uuid() }));
