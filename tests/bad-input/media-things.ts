import { randomUUID } from 'node:crypto';
import type { Maker, Row, Things } from './thing-kit.ts';

const AT = '2026-11-27T01:40:00Z';
const kept = {
  purpose: 'ответы на запросы редакции',
  ground: 'договор (152-ФЗ, ст. 6 ч. 1 п. 5)',
  kept_until: '2027-11-01',
};

/** A card of an outlet with a contact, an open agreement and an open task. */
function card(): Things {
  const id = randomUUID();
  const [channel, agreement, task] = [randomUUID(), randomUUID(), randomUUID()];
  const made = { made_at: AT, made_by_name: 'Другой' };
  const under = (table: Row['table'], row: object): Row => ({
    table,
    row: { ...row, contact_id: id, ...made },
  });
  return {
    rows: [
      { table: 'media.contact', row: { id, kind: 'smi', title: 'Газета', version: 1, ...made } },
      under('media.channel', { id: channel, kind: 'phone', value: '+73439370017', source: 'сайт', ...kept }),
      under('media.agreement', {
        id: agreement,
        words: 'Рубрика',
        from_on: '2026-11-01',
        until_on: '2026-12-01',
        state: 'open',
      }),
      under('media.task', {
        id: task,
        words: 'Позвонить',
        owner_id: randomUUID(),
        owner_name: 'Другой',
        due_at: '2026-12-01T00:00:00Z',
      }),
    ],
    known: { id, channel, agreement, task, version: 1, ...fields },
    held: { table: 'media.interaction', column: 'contact_id' },
  };
}

const fields = {
  kind: 'smi',
  title: 'Газета',
  url: 'https://gazeta.example',
  about: 'Пишет о дворах',
  topics: ['roads'],
  topic: 'roads',
  reach: 100,
  reachOn: '2026-11-01',
  purpose: kept.purpose,
  ground: kept.ground,
  keptUntil: '2027-11-01',
  value: '+7 343 937-00-17',
  whose: 'редактор',
  source: 'https://gazeta.example/contacts',
  words: 'Рубрика о дворах',
  on: '2026-11-01',
  fromOn: '2026-11-01',
  untilOn: '2027-12-01',
  as: 'kept',
  dueOn: '2027-12-01',
  outcome: 'Сделано',
};

const ofCard = (id: string, known: object = {}): [string, Maker] => [
  id,
  ({ chairId }) => {
    const things = card();
    return { ...things, known: { ...things.known, ownerId: chairId, ...known } };
  },
];

/** What routes of the register of media act on. */
export const mediaMakers: Record<string, Maker> = {
  'media.create-contact': () => ({ rows: [], known: fields }),
  ...Object.fromEntries([
    ofCard('media.read-contact'),
    ofCard('media.change-contact'),
    ofCard('media.erase-contact'),
    ofCard('media.add-channel', { kind: 'phone' }),
    ofCard('media.read-channel'),
    ofCard('media.erase-channel'),
    ofCard('media.add-interaction', { kind: 'request' }),
    ofCard('media.add-agreement'),
    ofCard('media.end-agreement'),
    ofCard('media.add-task'),
    ofCard('media.end-task'),
  ]),
};
