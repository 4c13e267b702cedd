import { z } from 'zod';
import { instant, isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';

/** What everybody sees of official pages: who keeps which, which are confirmed, who lawfully keeps none. */

const openPage = z.object({
  network: z.string(),
  title: z.string(),
  url: z.string(),
  /** The network has confirmed that it is official, as it was put down last. */
  isVerified: z.boolean(),
  /** The government mark is proved by a picture that still lives; the day of the picture. */
  markOn: isoDate.nullable(),
});

const openBody = z.object({
  unitId: z.string(),
  depth: z.number(),
  title: z.string(),
  pages: z.array(openPage),
  /** `network` null: keeps no page but these. */
  exemptions: z.array(
    z.object({ network: z.string().nullable(), ground: z.string(), until: isoDate.nullable() }),
  ),
  /** Required networks where it has no page, though nothing exempts it. */
  lacks: z.array(z.string()),
});
export type OpenBody = z.infer<typeof openBody>;

export const getOfficialPages = defineRoute({
  id: 'register.get-official-pages',
  method: 'GET',
  path: '/api/official-pages',
  access: 'public',
  scope: 'open-data.read',
  summary: 'Официальные страницы органов и учреждений города, их метки и основания не вести',
  reply: z.object({ bodies: z.array(openBody), asOf: instant }),
});
