import type { Kysely } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import { breachMakers } from './breach-things.ts';
import type { Maker, Things } from './thing-kit.ts';

/** The card as it is saved next: its editions are never deleted, so the one seen is asked each time. */
const nextCard: Maker = (): Things => {
  const now = { version: 0 };
  return {
    rows: [],
    add: async (db: Kysely<DB>) => {
      const last = await db
        .selectFrom('our_city.edition')
        .select(({ fn }) => fn.max('version').as('version'))
        .executeTakeFirst();
      now.version = last?.version ?? 0;
    },
    known: {
      version: () => now.version,
      nominative: 'Энск',
      zone: 'Asia/Yekaterinburg',
      inn: '6600000003',
      ogrn: '',
      email: 'priem@ensk.example',
      phone: '',
      site: '',
      arms: null,
    },
  };
};

/** What routes of the card of the city act on. */
const ourCityMakers: Record<string, Maker> = {
  'our-city.save-card': nextCard,
  'our-city.read-edition': () => ({ rows: [], known: { version: 1 } }),
  'our-city.suggest-cases': () => ({ rows: [], known: { nominative: 'Энск' } }),
};

/** What routes of what all systems stand on act on. */
export const baseMakers: Record<string, Maker> = { ...breachMakers, ...ourCityMakers };
