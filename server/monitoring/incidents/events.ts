import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

/** Posts that were read: those that are or join an incident stand in it by now. Our own are among them. */
export const postsTaken = defineEvent('incidents.posts-taken', z.object({ postIds: z.array(z.uuid()) }));
/** A reply stands in the network. */
export const replyPublished = defineEvent('incidents.reply-published', z.object({ replyId: z.uuid() }));
