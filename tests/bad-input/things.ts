import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { DB } from '../../server/lib/database/schema.gen.ts';
import type { Route } from '../../shared/contract/route.ts';
import { assignmentMakers } from './assignment-things.ts';
import { baseMakers } from './base-things.ts';
import { groupMakers } from './group-things.ts';
import { absence, grant, passkey, provider, session } from './identity-things.ts';
import { mediaMakers } from './media-things.ts';
import { moderationMakers } from './moderation-things.ts';
import { monitoringMakers } from './monitoring-things.ts';
import { document, letter, reception, visit } from './office-things.ts';
import { outageMakers } from './outage-things.ts';
import { pagesSystemMakers } from './pages-system-things.ts';
import { pollMakers } from './participation/poll-things.ts';
import { flag, sample } from './quality-things.ts';
import { secretaryMakers } from './secretary-things.ts';
import { type Around, EARLIER, json, type Maker, NONE, one, type Things } from './thing-kit.ts';
import { zoneMakers } from './zone-things.ts';

const view = one('id', 'cases.saved_view', (_, { chairId }) => ({
  owner_id: chairId,
  title: 'Мои ямы',
  query: '{}',
  created_at: EARLIER,
}));

/** A change to many cases, in a state from which the route takes it on. */
function bulkRun(state: string, itemState: string): Maker {
  return ({ chairId, caseId }) => {
    const id = randomUUID();
    const action = json({ kind: 'importance', importance: 'high' });
    const over = state === 'done' ? new Date() : null;
    return {
      known: { id },
      rows: [
        {
          table: 'cases.bulk_run',
          row: { id, owner_id: chairId, action, state, total: 1, created_at: new Date(), finished_at: over },
        },
        {
          table: 'cases.bulk_item',
          row: {
            run_id: id,
            case_id: caseId,
            version: 1,
            state: itemState,
            former: '{}',
            number: '2026-11-0001',
          },
        },
      ],
    };
  };
}

const photo = one('fileId', 'files.file', () => ({
  sha256: 'a'.repeat(64),
  kind: 'jpeg',
  bytes: 100,
  width: 40,
  height: 30,
  uploader: 'anonymous',
  token_hash: 'x',
  claimed: true,
  created_at: EARLIER,
}));
const photoOfCase: Maker = (around) => {
  const { rows, known } = photo(around);
  const row = {
    case_id: around.caseId,
    file_id: known.fileId,
    role: 'photo',
    added_by: 'x',
    added_at: EARLIER,
  };
  return { rows: [...rows, { table: 'cases.attachment', row }], known };
};

const part = (state: string) =>
  one('partId', 'cases.part', (_, { caseId, unitId }) => ({
    case_id: caseId,
    unit_id: unitId,
    task: 'Осмотреть',
    due_on: '2026-12-01',
    state,
    asked_by_name: 'Другой',
    asked_at: EARLIER,
    body: state === 'given' ? 'Осмотрели' : null,
  }));

const interim = one('interimId', 'cases.interim', (_, { caseId }) => ({
  case_id: caseId,
  body: 'Ведём работы, доложим позже',
  final_on: '2026-12-20',
  state: 'waits',
  author: 'staff:other',
  author_name: 'Другой',
  created_at: EARLIER,
}));

const released = one('answerId', 'cases.answer', (_, { caseId }) => ({
  case_id: caseId,
  version: 1,
  state: 'released',
  body: 'Яму засыпали.',
  outcome: 'solved',
  author: 'staff:other',
  author_name: 'Другой',
  created_at: EARLIER,
  decided_at: EARLIER,
}));

const rule = one('id', 'cases.routing_rule', (_, { unitId }) => ({
  priority: 5,
  unit_id: unitId,
  valid_from: '2026-11-01',
  author_name: 'Другой',
  created_at: EARLIER,
}));

const source = one('id', 'channels.source', (id) => ({
  id: `s-${id.slice(0, 8)}`,
  title: 'Проба',
  kind: 'pos',
  token_hash: 'x',
  created_at: EARLIER,
}));
const namedSource: Maker = (around) => {
  const { rows } = source(around);
  return { rows, known: { source: rows[0]!.row.id } };
};
const template: Maker = (around) => {
  const key = randomUUID();
  const made = one('id', 'quality.template', () => ({
    key,
    version: 1,
    title: 'Ямы',
    body: 'Здравствуйте. Яму засыпали.',
    valid_from: '2026-11-01',
    author: 'staff:other',
    author_name: 'Другой',
    created_at: EARLIER,
  }))(around);
  const held = { table: 'quality.template_use', column: 'template_id' } as const;
  return { ...made, known: { id: made.known.id, caseId: around.caseId, key }, held };
};

/** A comparison with the feedback platform, and one thing that differs. */
const snapshot: Maker = ({ chairId }) => {
  const [snapshotId, id] = [randomUUID(), randomUUID()];
  const cells = { 'Номер сообщения': '9001', Статус: 'В работе' };
  const mapping = json({ externalId: 'Номер сообщения', status: 'Статус' });
  return {
    known: { id: snapshotId, snapshotId, differenceId: id },
    rows: [
      {
        table: 'reconcile.snapshot',
        row: {
          id: snapshotId,
          filename: 'pos.csv',
          headers: json(Object.keys(cells)),
          fingerprint: id,
          mapping,
          row_count: 1,
          compared_at: EARLIER,
          created_at: EARLIER,
          created_by: chairId,
          created_by_name: 'Другой',
          totals: json({ theirs: 1, ours: 0, alike: 0, badRows: [], badCount: 0, foreign: 0, kinds: {} }),
        },
      },
      {
        table: 'reconcile.line',
        row: { snapshot_id: snapshotId, row_no: 2, cells: json(Object.values(cells)) },
      },
      {
        table: 'reconcile.difference',
        row: {
          id,
          snapshot_id: snapshotId,
          row_no: 2,
          external_id: '9001',
          kind: 'missing-here',
          theirs: 'В работе',
        },
      },
    ],
  };
};
const difference: Maker = (around) => {
  const { rows, known } = snapshot(around);
  return { rows, known: { id: known.differenceId, decision: 'keep' } };
};

const importRow = (state: string) =>
  one('id', 'imports.import', (id, { chairId }) => ({
    filename: 'table.csv',
    bytes: 10,
    sha256: 'a'.repeat(64),
    fingerprint: id,
    state,
    shape: json({
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      sheet: null,
      sheets: [],
      headerRow: 1,
      headers: ['Текст'],
    }),
    created_at: new Date(),
    created_by: chairId,
    created_by_name: 'Другой',
  }));

const makers: Record<string, Maker> = {
  'identity.end-own-session': session,
  'imports.get-import': importRow('uploaded'),
  'imports.list-import-lines': importRow('done'),
  'imports.export-import-lines': importRow('done'),
  'imports.cancel-import': importRow('queued'),
  'imports.start-import': importRow('uploaded'),
  'office.change-document': document(false),
  'office.sign-document': document(false),
  'office.send-document': document(true),
  'office.download-document': document(false),
  'office.book-visit': reception,
  'office.close-visit': visit,
  'cases.delete-view': view,
  'cases.get-bulk-run': bulkRun('ready', 'ready'),
  'cases.start-bulk-run': bulkRun('ready', 'ready'),
  'cases.cancel-bulk-run': bulkRun('ready', 'ready'),
  'cases.undo-bulk-run': bulkRun('done', 'done'),
  'cases.get-photo-boxes': photoOfCase,
  'cases.set-photo-boxes': photoOfCase,
  'cases.give-part': part('asked'),
  'cases.return-part': part('given'),
  'cases.decide-interim': interim,
  'cases.correct-answer': released,
  'cases.switch-routing-rule': rule,
  'cases.revoke-executor-link': ({ linkId }) => ({ ...NONE, known: { linkId } }),
  'channels.switch-source': namedSource,
  'identity.cancel-absence': absence,
  'identity.revoke-role': grant,
  'identity.rename-passkey': passkey,
  'identity.remove-passkey': passkey,
  'identity.edit-provider': provider,
  'quality.decide-flag': flag,
  'quality.give-review': sample,
  'quality.retire-template': template,
  'quality.save-template': template,
  'quality.use-template': template,
  'outbox.resend-letter': letter('dead'),
  'outbox.read-unsubscribe': letter('sent'),
  'outbox.unsubscribe': letter('sent'),
  ...baseMakers,
  ...groupMakers,
  ...zoneMakers,
  ...outageMakers,
  ...monitoringMakers,
  ...moderationMakers,
  ...mediaMakers,
  ...pollMakers,
  ...pagesSystemMakers,
  ...assignmentMakers,
  ...secretaryMakers,
  'reconcile.get-snapshot': snapshot,
  'reconcile.compare-snapshot': snapshot,
  'reconcile.list-differences': snapshot,
  'reconcile.decide-difference': difference,
};

/** What a route needs besides a case. */
export function makeThings(route: Route, around: Around): Things {
  return makers[route.id]?.(around) ?? NONE;
}

/** Puts the rows as they were made. */
export async function putThings(db: Kysely<DB>, { rows, held, add }: Things): Promise<void> {
  for (const { table, column } of held && rows[0] ? [held].flat() : [])
    await db
      .deleteFrom(table as 'cases.part')
      .where(column as 'id', '=', rows[0]!.row.id as string)
      .execute();
  for (const { table, row } of rows.toReversed()) {
    const [key] = Object.keys(row);
    // One of many tables, each of its own type.
    await db
      .deleteFrom(table as 'cases.part')
      .where(key as 'id', '=', row[key!] as string)
      .execute();
  }
  for (const { table, row } of rows)
    await db
      .insertInto(table as 'cases.part')
      .values(row as never)
      .execute();
  await add?.(db);
}
