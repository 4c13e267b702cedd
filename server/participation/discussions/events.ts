import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

const discussion = { discussionId: z.uuid() };

/** Facts of discussions for whoever stands above. */
export const discussionOpened = defineEvent('discussions.opened', z.object(discussion));
export const discussionClosed = defineEvent('discussions.closed', z.object(discussion));
export const discussionPublished = defineEvent('discussions.published', z.object(discussion));
export const discussionDecided = defineEvent(
  'discussions.decided',
  z.object({ ...discussion, isNeeded: z.boolean() }),
);
