import { randomUUID } from 'node:crypto';
import type { Maker } from './thing-kit.ts';

/** A shift somebody gave and nobody has taken over. */
const handover =
  (byCaller: boolean): Maker =>
  ({ chairId }) => {
    const id = randomUUID();
    const row = {
      id,
      given_by: byCaller ? chairId : randomUUID(),
      given_by_name: 'Другой',
      given_at: '2026-11-27T01:40:00Z',
      note: 'Ждём ответа Водоканала',
      figures: JSON.stringify({ open: 1, late: 0, soon: 0, unknown: 0 }),
      state: 'given',
      ended_at: null,
      taken_by: null,
      taken_by_name: '',
    };
    return { rows: [{ table: 'incidents.handover', row }], known: { id } };
  };

export const shiftMakers: Record<string, Maker> = {
  'incidents.give-shift': () => ({
    rows: [],
    known: { toId: () => null, note: 'Ждём ответа Водоканала', incidentIds: [] },
  }),
  'incidents.take-shift': handover(false),
  'incidents.withdraw-shift': handover(true),
};
