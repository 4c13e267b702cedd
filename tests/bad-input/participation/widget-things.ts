import { randomUUID } from 'node:crypto';
import type { Maker } from '../thing-kit.ts';

const HOST = 'https://school5.example';
const fields = {
  title: 'Школа № 5',
  hosts: [HOST],
  offers: ['message', 'done'],
  look: 'corner',
  colour: 'blue',
  label: 'Написать городу',
  posNumber: '12345',
};

/** A widget that works or does not, with its count of one day. */
const widget =
  (isOn: boolean, more: object = {}): Maker =>
  () => {
    const id = randomUUID();
    const { posNumber, ...columns } = fields;
    return {
      rows: [
        {
          table: 'widgets.widget',
          row: {
            id,
            ...columns,
            pos_number: posNumber,
            is_on: isOn,
            made_at: '2026-11-20T09:00:00Z',
            made_by: 'staff:other',
            made_by_name: 'Другой',
          },
        },
      ],
      held: { table: 'widgets.opening', column: 'widget_id' },
      known: { ...fields, id, version: 1, host: HOST, ...more },
    };
  };

/** What routes of widgets act on. */
export const widgetMakers: Record<string, Maker> = {
  'widgets.create-widget': () => ({ rows: [], known: fields }),
  'widgets.read-widget': widget(true),
  'widgets.change-widget': widget(true),
  'widgets.turn-widget': widget(true, { isOn: false }),
  'widgets.read-open': widget(true),
  'widgets.note-opening': widget(true),
};
