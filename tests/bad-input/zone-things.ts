import { randomUUID } from 'node:crypto';
import { heatViewMakers } from './heat-view-things.ts';
import type { Known } from './sample.ts';
import type { Around, Things } from './thing-kit.ts';

/** A red zone at work, which the caller keeps. */
const zone =
  (known: Known = {}) =>
  (_: Around): Things => {
    const id = randomUUID();
    return {
      known: { id, version: 1, ...known },
      rows: [
        {
          table: 'zones.card' as const,
          row: {
            // A block of its own: one zone of a cell runs at a time.
            id,
            place_kind: 'district' as const,
            place_key: 'sinarsky',
            block: id,
            state: 'working',
            opened_at: '2026-11-20T09:00:00Z',
            opened_on: '2026-11-20',
            reason: 'балл 84',
            cause: 'Причина',
            plan: 'План',
            exit_on: '2030-01-01',
          },
        },
      ],
      held: { table: 'zones.line', column: 'card_id' },
    };
  };

/** What routes of zones and indicators act on. */
export const zoneMakers: Record<string, (around: Around) => Things> = {
  ...heatViewMakers,
  'zones.get-zone': zone(),
  'zones.note-zone': zone(),
  'zones.claim-exit': zone(),
  'zones.plan-zone': zone({ exitOn: '2030-01-01' }),
};
