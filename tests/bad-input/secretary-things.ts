import { randomUUID } from 'node:crypto';
import { ABSENT, type Known } from './sample.ts';
import type { Around, Things } from './things.ts';

const made = { made_at: '2026-11-20T09:00:00Z', made_by_name: 'Секретарь' };

const measure =
  (held = false) =>
  ({ chairId }: Around): Things => {
    const id = randomUUID();
    const days = { fromDay: '2026-11-01', dueOn: '2026-12-28', startsOn: '2026-11-01' };
    return {
      known: { id, ...days, ownerId: chairId, section: 'Организация', readiness: 50 },
      rows: [
        {
          table: 'roadmap.measure',
          row: {
            ...{ id, place: 1, section: 'Организация', title: 'Назначить людей' },
            ...{ from_day: '2026-11-01', due_on: '2026-12-01', ...made },
          },
        },
      ],
      ...(held && { held: { table: 'roadmap.progress' as const, column: 'measure_id' } }),
    };
  };

const paper =
  (known: Known = {}) =>
  ({ chairId }: Around): Things => {
    const id = randomUUID();
    return {
      known: {
        ...{ id, direction: 'in', kind: 'task', partner: 'cur', partnerName: ABSENT, replyToId: ABSENT },
        ...{ number: () => randomUUID().slice(0, 8), datedOn: '2026-11-20', dueOn: '2026-12-28' },
        ...{ responsibleId: chairId, q: ABSENT, state: ABSENT, page: 1, ...known },
      },
      rows: [
        {
          table: 'interaction.paper',
          row: {
            ...{
              id,
              direction: 'in',
              kind: 'task',
              partner: 'cur',
              partner_name: 'ЦУР',
              subject: 'О сроках',
            },
            ...{ number: id.slice(0, 8), dated_on: '2026-11-01', due_on: '2026-12-01', ...made },
          },
        },
      ],
    };
  };

const event = ({ chairId }: Around): Things => {
  const id = randomUUID();
  return {
    known: {
      ...{ id, day: '2026-11-10', startsAt: '10:00', partner: 'dvp', partnerName: ABSENT, year: 2026 },
      ...{ attendeeId: chairId, state: 'attended' },
    },
    rows: [
      {
        table: 'interaction.event',
        row: {
          ...{
            id,
            day: '2026-11-10',
            starts_at: '10:00',
            partner: 'dvp',
            partner_name: 'ДВП',
            title: 'О МЦУ',
          },
          ...{ attendee_id: chairId, attendee_name: 'Пробный С.', state: 'planned', ...made },
        },
      },
    ],
  };
};

/** What routes of the roadmap and the correspondence need. */
export const secretaryMakers: Record<string, (around: Around) => Things> = {
  'roadmap.fill': measure(),
  'roadmap.add-measure': measure(),
  'roadmap.change-measure': measure(true),
  'roadmap.remove-measure': measure(true),
  'roadmap.mark-progress': measure(true),
  'roadmap.list-progress': measure(true),
  'interaction.list-papers': paper(),
  'interaction.add-paper': paper(),
  'interaction.change-paper': paper(),
  'interaction.close-paper': paper(),
  'interaction.list-events': event,
  'interaction.add-event': event,
  'interaction.tell-outcome': event,
  'interaction.remove-event': event,
  'interaction.set-system-owner': ({ chairId }) => ({ rows: [], known: { code: 'pos', personId: chairId } }),
};
