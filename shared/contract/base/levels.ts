import { z } from 'zod';
import { isoDate } from '../paging.ts';
import { defineRoute } from '../route.ts';
import { identityLevel } from './identity.ts';

/** How well residents must be known, category by category, as the city has set it. */

const words = (limit: number) => z.string().trim().max(limit, `Не длиннее ${limit} знаков`);

/** What a topic asks to know of an author, and what of them is proved; null = all is known, or the law says how. */
export const levelShort = z
  .object({ needed: identityLevel, level: identityLevel, why: z.string(), basis: z.string() })
  .nullable();

const settings = z.object({
  rules: z.array(
    z.object({
      category: z.string(),
      /** Today's; `anonymous` = a contact is enough. */
      level: identityLevel,
      why: z.string(),
      basis: z.string(),
      source: z.enum(['pack', 'city']),
      packLevel: identityLevel,
      changes: z.array(
        z.object({
          id: z.string(),
          level: identityLevel,
          validFrom: isoDate,
          reason: z.string(),
          by: z.string(),
          at: z.string(),
        }),
      ),
    }),
  ),
  /** What the law itself asks of an appeal through the site. */
  appeal: z.object({ level: identityLevel, legal: z.string() }).nullable(),
});
export type LevelSetting = z.infer<typeof settings>['rules'][number];

export const listLevelSettings = defineRoute({
  id: 'identity.list-level-settings',
  method: 'GET',
  path: '/api/identity-levels/settings',
  access: { permission: 'identity.manage' },
  summary: 'Какой уровень входа просит каждая категория и кто его назначил',
  reply: settings,
});

export const setLevel = defineRoute({
  id: 'identity.set-level',
  method: 'POST',
  path: '/api/identity-levels/settings',
  access: { permission: 'identity.manage' },
  summary: 'Назначить категории уровень входа с даты, указав причину',
  body: z.object({
    /** What is filed: a level above the law's is refused for appeals. */
    regime: z.enum(['message', 'appeal']).default('message'),
    category: words(80).min(1, 'Выберите категорию'),
    level: identityLevel,
    validFrom: isoDate,
    why: words(200).default(''),
    basis: words(200).default(''),
    reason: words(500).min(10, 'Напишите, почему меняете'),
  }),
  reply: settings,
});
