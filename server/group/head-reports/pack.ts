import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

/** Which reports the centre makes and when: packs/group/head-reports. */
export const reportPack = defineDatedPack(
  'head-reports',
  'group/head-reports/otklik-2026.json',
  {
    composeOnDay: z.int().min(1).max(28),
    catalogue: z.array(
      z.strictObject({
        code: z.string(),
        title: z.string(),
        to: z.string(),
        when: z.string(),
        clause: z.string(),
        link: z.string().startsWith('/staff'),
      }),
    ),
  },
  'На этот день не сказано, какие отчёты готовит центр.',
);
