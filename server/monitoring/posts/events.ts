import { z } from 'zod';
import { defineEvent } from '../../lib/module/context.ts';

const posts = z.object({ postIds: z.array(z.uuid()) });

/** Posts that are new, or look otherwise than before. */
export const postsCaptured = defineEvent('posts.captured', posts);
/** Posts of which a network said that they are gone, or are there again. */
export const postsGone = defineEvent('posts.gone', posts);
/** Posts whose words and authors were let go: whoever made something of them lets that go too. */
export const postsForgotten = defineEvent('posts.forgotten', posts);
