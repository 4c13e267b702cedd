import { z } from 'zod';
import { idParams } from '../base/person-fields.ts';
import { defineRoute } from '../route.ts';

/** How people met a piece on the pages where it stands. */

const figure = z.number().nullable();

export const readMeeting = defineRoute({
  id: 'publications.read-meeting',
  method: 'GET',
  path: '/api/publications/:id/meeting',
  access: { permission: 'publications.read' },
  summary: 'Как приняли публикацию: охват, отклики и тон комментариев по страницам; ни авторов, ни их слов',
  params: idParams,
  reply: z.object({
    /** Pages where it came out, in their order. */
    pages: z.array(
      z.object({
        variantId: z.string(),
        /** Null: the page is not read, or this post of it was not yet. */
        met: z
          .object({
            views: figure,
            likes: figure,
            shares: figure,
            comments: figure,
            /** Comments that were read, how many of them angry and how many that thank. */
            read: z.number(),
            angry: z.number(),
            thanks: z.number(),
          })
          .nullable(),
      }),
    ),
  }),
});
export type PieceMeeting = z.infer<typeof readMeeting.reply>['pages'][number];
