import { randomUUID } from 'node:crypto';
import { ABSENT } from './sample.ts';
import type { Things } from './thing-kit.ts';

const made = { made_at: '2026-11-20T09:00:00Z', made_by_name: 'Секретарь' };

/** An act without a number of the document system. */
const numbered = (): Things => {
  const id = randomUUID();
  return {
    known: {
      id,
      number: () => `ПА-${id.slice(0, 8)}1`,
      day: '2026-11-20',
      version: 0,
      reason: 'Опечатка',
      state: 'all',
      kind: ABSENT,
      q: ABSENT,
    },
    rows: [
      {
        table: 'working_group.act',
        row: { id, number: id.slice(0, 8), signed_on: '2021-05-20', title: 'О составе', ...made },
      },
    ],
    held: { table: 'city_numbers.number', column: 'paper_id' },
  };
};

/** The same with its number. */
const withNumber = (): Things => {
  const { known, rows } = numbered();
  return {
    known: { ...known, version: 1 },
    rows: [
      ...rows,
      {
        table: 'city_numbers.number',
        row: {
          paper_id: known.id,
          kind: 'act',
          number: `1-${known.id}`,
          day: '2026-11-20',
          source: 'hand',
          entered_at: made.made_at,
          entered_by: randomUUID(),
          entered_by_name: made.made_by_name,
        },
      },
    ],
  };
};

/** What routes of the numbers of the document system need. */
export const numberMakers: Record<string, () => Things> = {
  'city-numbers.list-papers': numbered,
  'city-numbers.export-papers': numbered,
  'city-numbers.get-number': numbered,
  'city-numbers.keep-number': numbered,
  'city-numbers.remove-number': withNumber,
};
