import { randomUUID } from 'node:crypto';
import type { Known } from './sample.ts';
import type { Things } from './thing-kit.ts';

const form: Known = {
  resource: 'hot-water',
  unitId: () => null,
  problemId: () => null,
  beginsOn: '2026-11-27',
  beginsAt: '06:40',
  untilOn: '2027-01-15',
  untilAt: '18:00',
  addresses: 'Титова, 10–28',
  wholeDistricts: [],
};

/** An outage that runs, and what a form of it says. */
const outage = (): Things => {
  const id = randomUUID();
  return {
    known: { ...form, id, version: 1 },
    rows: [
      {
        table: 'outages.outage' as const,
        row: {
          id,
          resource: 'hot-water',
          block: 'housing',
          is_planned: false,
          reason: 'порыв трубы',
          repairer: 'Тепло Синары',
          begins_at: '2026-11-27T01:40:00Z',
          until_at: '2026-11-27T13:00:00Z',
          district_ids: ['krasnogorsky.yuzhny'],
          created_at: '2026-11-27T01:50:00Z',
          created_by_name: 'Другой',
        },
      },
    ],
    held: (['outages.term', 'outages.place', 'outages.joined'] as const).map((table) => ({
      table,
      column: 'outage_id',
    })),
  };
};

/** What routes of outages act on. */
export const outageMakers: Record<string, () => Things> = {
  'outages.create-outage': () => ({ rows: [], known: form }),
  'outages.change-outage': outage,
  'outages.move-term': outage,
  'outages.mark-on-site': outage,
  'outages.end-outage': outage,
  'outages.cancel-outage': outage,
  'outages.add-home': () => ({ rows: [], known: { address: 'Титова 14' } }),
  'follows.add': () => ({ rows: [], known: { block: 'roads', district: 'sinarsky' } }),
  'outages.join-outage': outage,
  'outages.leave-outage': outage,
};
