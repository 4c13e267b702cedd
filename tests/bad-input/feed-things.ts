import { randomUUID } from 'node:crypto';
import { EARLIER, json, type Maker, type Things } from './thing-kit.ts';

const cells = { 'Номер инцидента': '9001', 'Текст сообщения': 'Нет воды', 'Дата публикации': '20.11.2026' };
const mapping = { number: 'Номер инцидента', text: 'Текст сообщения', postedAt: 'Дата публикации' };

/** A file that was brought, and something in it that differs from an incident. */
function federalTable(chairId: string): Things & { differenceId: string } {
  const [id, incidentId, postId, differenceId] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  const incident = {
    id: incidentId,
    number: `И-${incidentId.slice(0, 12)}`,
    title: 'Нет воды',
    status: 'captured',
    importance: 'normal',
    origin: 'federal',
    offer: json({ topics: [], place: null, marks: [], importance: 'normal', signs: [] }),
    opened_at: EARLIER,
    last_posted_at: EARLIER,
    version: 1,
  };
  const post = {
    id: postId,
    network: 'manual',
    external_id: postId,
    kind: 'post',
    thread_key: postId,
    author_key: '',
    author_name: '',
    is_own: false,
    text: 'Нет воды',
    url: '',
    posted_at: EARLIER,
    captured_at: EARLIER,
  };
  return {
    differenceId,
    rows: [
      {
        table: 'federal.sheet',
        row: {
          id,
          filename: 'federal.csv',
          headers: json(Object.keys(cells)),
          fingerprint: id,
          mapping: json(mapping),
          row_count: 1,
          taken_at: EARLIER,
          created_at: EARLIER,
          created_by: chairId,
          created_by_name: 'Другой',
          totals: json({
            rows: 1,
            made: 0,
            linked: 0,
            known: 1,
            alike: 0,
            badRows: [],
            badCount: 0,
            foreign: 0,
            kinds: {},
          }),
        },
      },
      { table: 'federal.line', row: { sheet_id: id, row_no: 2, cells: json(cells) } },
      { table: 'incidents.incident', row: incident },
      { table: 'posts.post', row: post },
      {
        table: 'incidents.member',
        row: { post_id: postId, incident_id: incidentId, at: EARLIER, by_name: 'Отклик' },
      },
      {
        table: 'federal.difference',
        row: {
          id: differenceId,
          sheet_id: id,
          row_no: 2,
          number: '9001',
          kind: 'answer',
          incident_id: incidentId,
          theirs: 'Воду дали',
        },
      },
    ],
    known: { id, mapping: () => mapping },
    held: [
      { table: 'incidents.term', column: 'incident_id' },
      { table: 'incidents.member', column: 'incident_id' },
    ],
  };
}

const table: Maker = ({ chairId }) => federalTable(chairId);

export const federalMakers: Record<string, Maker> = {
  'federal.read-table': table,
  'federal.preview-table': table,
  'federal.take-table': table,
  'federal.list-differences': table,
  'federal.decide-difference': ({ chairId }) => {
    const { rows, held, differenceId } = federalTable(chairId);
    return { rows, held: held ?? [], known: { id: differenceId, decision: 'keep' } };
  },
};

/** A shift somebody gave and nobody has taken over. */
const handover =
  (byCaller: boolean): Maker =>
  ({ chairId }) => {
    const id = randomUUID();
    const row = {
      // The first names what is put back: of one person one waits at a time.
      given_by: byCaller ? chairId : randomUUID(),
      id,
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
    add: async (db) => {
      await db.deleteFrom('incidents.handover').execute();
    },
  }),
  'incidents.take-shift': handover(false),
  'incidents.withdraw-shift': handover(true),
};

/** A shift of the caller's that is played now, in its fortieth minute; or an exam that is over. */
const session =
  (isOver: boolean): Maker =>
  ({ chairId, server }) => {
    const id = randomUUID();
    const now = server.app.services.now().getTime();
    const row = {
      id,
      person_id: chairId,
      person_name: 'Другой',
      scenario: 'storm',
      version: '2026.1',
      speed: 1,
      is_exam: isOver,
      started_at: new Date(now - (isOver ? 90 : 40) * 60_000),
      ended_at: null,
    };
    return {
      rows: [{ table: 'training.session', row }],
      known: {
        id,
        event: 'main',
        act: 'answer',
        words: 'Бригада едет',
        reason: () => null,
        toEvent: () => null,
      },
      held: [{ table: 'training.act', column: 'session_id' }],
    };
  };

export const trainingMakers: Record<string, Maker> = {
  'training.start': () => ({
    rows: [],
    known: { scenario: 'storm', speed: 5, isExam: false },
    // One is played at a time.
    add: async (db) => {
      await db.deleteFrom('training.act').execute();
      await db.deleteFrom('training.session').execute();
    },
  }),
  'training.read-session': session(false),
  'training.act': session(false),
  'training.end': session(false),
  'training.download-certificate': session(true),
};
