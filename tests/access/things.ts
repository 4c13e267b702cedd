import { randomUUID } from 'node:crypto';
import { drawPicture } from '../support/pictures.ts';
import type { TestServer } from '../support/site/server.ts';
import { sendFile } from '../support/uploads.ts';
import { marks, type PlaceName, places, secrets } from './places.ts';

/** Things of one case beside the case itself: each is as foreign as its case. */
export interface CaseThings {
  letterId: string;
  signedLetterId: string;
  visitId: string;
  sampleId: string;
  flagId: string;
  differenceId: string;
  partId: string;
  interimId: string;
  fileId: string;
}

/** What stands around them for the whole organisation. */
export interface Things {
  receptionId: string;
  importId: string;
  snapshotId: string;
  templateId: string;
  of: Record<PlaceName, CaseThings>;
}

const AT = '2026-11-20T09:00:00Z';
const json = (value: unknown) => JSON.stringify(value);

interface Placed {
  id: string;
  number: string;
}

type Put = (table: string, row: Record<string, unknown>) => Promise<void>;

const putInto =
  (server: TestServer): Put =>
  async (table, row) => {
    // One of many tables, each of its own type.
    await server.app.services.database
      .insertInto(table as 'cases.part')
      .values(row as never)
      .execute();
  };

/** Puts the things of every place: a letter, a visit, a sample… of each case, whose words name the person and the place. */
export async function makeThings(
  server: TestServer,
  cases: Record<PlaceName, Placed>,
  ownUnitId: string,
): Promise<Things> {
  const put = putInto(server);
  const things = {
    receptionId: randomUUID(),
    importId: randomUUID(),
    snapshotId: randomUUID(),
    templateId: randomUUID(),
    of: {} as Things['of'],
  };
  await putAround(put, things);
  for (const [at, name] of (Object.keys(places) as PlaceName[]).entries())
    things.of[name] = await putOfCase(put, things, {
      file: cases[name],
      name,
      at,
      ownUnitId,
      fileId: await sendPicture(server),
    });
  return things;
}

/** A picture as it lies on the disk, attached already. */
async function sendPicture(server: TestServer): Promise<string> {
  const { fileId } = (await sendFile(server, await drawPicture('jpeg'))).body;
  await server.app.services.database
    .updateTable('files.file')
    .set({ claimed: true })
    .where('id', '=', fileId)
    .execute();
  return fileId;
}

async function putAround(put: Put, things: Omit<Things, 'of'>): Promise<void> {
  const other = { created_by: randomUUID(), created_by_name: 'Другой' };
  await put('office.reception', {
    id: things.receptionId,
    day: '2026-12-20',
    starts_at: '15:00',
    ends_at: '17:00',
    official_name: 'Пробный А. В.',
    official_position: 'Глава',
    place: 'Каб. 12',
    made_by: randomUUID(),
    made_at: AT,
  });
  await put('imports.import', {
    id: things.importId,
    filename: 'table.csv',
    bytes: 10,
    sha256: 'a'.repeat(64),
    fingerprint: 'x',
    state: 'done',
    repeated: 4,
    created_at: AT,
    ...other,
    shape: json({ format: 'csv', encoding: 'utf-8', delimiter: ';', headerRow: 1, headers: ['Текст'] }),
  });
  await put('reconcile.snapshot', {
    id: things.snapshotId,
    filename: 'pos.csv',
    headers: json(['Номер']),
    fingerprint: 'x',
    mapping: json({ externalId: 'Номер' }),
    row_count: 4,
    compared_at: AT,
    created_at: AT,
    ...other,
    totals: json({ theirs: 4, ours: 4, alike: 0, badRows: [], badCount: 0, foreign: 0, kinds: {} }),
  });
  await put('quality.template', {
    id: things.templateId,
    key: randomUUID(),
    version: 1,
    title: 'Ямы',
    body: 'Яму засыпали.',
    valid_from: '2026-11-01',
    author: 'staff:other',
    author_name: 'Другой',
    created_at: AT,
  });
}

interface Place {
  file: Placed;
  name: PlaceName;
  at: number;
  ownUnitId: string;
  fileId: string;
}

async function putOfCase(put: Put, around: Omit<Things, 'of'>, place: Place): Promise<CaseThings> {
  const { file } = place;
  const ids = {
    letterId: randomUUID(),
    signedLetterId: randomUUID(),
    visitId: randomUUID(),
    sampleId: randomUUID(),
    flagId: randomUUID(),
    differenceId: randomUUID(),
    fileId: place.fileId,
    partId: randomUUID(),
    interimId: randomUUID(),
  };
  await putOffice(put, around, ids, place);
  await putQuality(put, ids, place);
  await putRegister(put, around, ids, place);
  const told = { case_id: file.id, body: `Ведём работы, ${marks[place.name]}` };
  await put('cases.part', {
    id: ids.partId,
    case_id: file.id,
    unit_id: place.ownUnitId,
    task: 'Осмотреть',
    due_on: '2026-12-01',
    asked_by_name: 'Другой',
    asked_at: AT,
    state: 'asked',
  });
  await put('cases.interim', {
    id: ids.interimId,
    ...told,
    final_on: '2026-12-20',
    state: 'waits',
    author: 'staff:other',
    author_name: 'Другой',
    created_at: AT,
  });
  await put('cases.promise', {
    id: randomUUID(),
    case_id: file.id,
    kind: 'interim',
    text: told.body,
    until: '2026-11-28',
    promised_by: 'Другой',
    made_at: AT,
  });
  await put('cases.attachment', {
    case_id: file.id,
    file_id: ids.fileId,
    role: 'before',
    added_by: 'x',
    added_at: AT,
  });
  return ids;
}

async function putOffice(put: Put, around: Omit<Things, 'of'>, ids: CaseThings, place: Place): Promise<void> {
  const { file, name, at } = place;
  await put('office.appeal', {
    case_id: file.id,
    number: `О-${900 + at}/2026`,
    year: 2026,
    serial: 900 + at,
    entered_at: AT,
    received_on: '2026-11-19',
    registered_on: '2026-11-20',
    register_due: AT,
    changed_at: AT,
    kind: 'application',
    form: 'written',
    nomenclature: '01-17',
    reply_by: 'post',
    reply_address: secrets.address,
  });
  const content = json({
    title: 'Разъяснение',
    addressee: [secrets.name, secrets.address],
    salutation: 'Уважаемый житель!',
    text: `Разъясняем, ${marks[name]}. ${secrets.name}`,
    executor: 'Другой',
    signer: null,
    refer: null,
    attachments: [],
  });
  const letter = {
    case_id: file.id,
    kind: 'order-explained',
    content,
    made_at: AT,
    made_by: randomUUID(),
    made_by_name: 'Другой',
  };
  await put('office.document', { id: ids.letterId, ...letter });
  await put('office.document', {
    id: ids.signedLetterId,
    ...letter,
    number: `${900 + at}`,
    signed_at: AT,
    signed_by: randomUUID(),
    signed_by_name: 'Другой',
    fingerprint: 'a'.repeat(64),
  });
  await put('office.visit', {
    id: ids.visitId,
    reception_id: around.receptionId,
    at: `15:${String(at * 15).padStart(2, '0')}`,
    person_name: secrets.name,
    phone: secrets.phone,
    subject: `О дороге, ${marks[name]}`,
    result: 'written',
    result_note: `Принято, ${marks[name]}`,
    case_id: file.id,
    changed_at: AT,
  });
}

async function putQuality(put: Put, ids: CaseThings, { file, name }: Place): Promise<void> {
  await put('quality.sample', {
    id: ids.sampleId,
    answer_id: randomUUID(),
    case_id: file.id,
    question: `Яма, ${marks[name]}`,
    body: `Засыпали, ${marks[name]}`,
    barred: [],
    drawn_at: AT,
    drawn_by: 'staff:other',
  });
  await put('quality.flag', {
    id: ids.flagId,
    kind: 'spot-check',
    subject: file.id,
    day: '2026-11-20',
    case_ids: [file.id],
    words: `Случайная проверка, ${marks[name]}`,
    found_at: AT,
  });
}

async function putRegister(put: Put, around: Omit<Things, 'of'>, ids: CaseThings, place: Place) {
  const { file, at } = place;
  const externalId = `${9000 + at}`;
  await put('cases.contact', {
    id: randomUUID(),
    case_id: file.id,
    kind: 'pos',
    regime: 'pos_message',
    is_joiner: true,
    regime_reason: 'ПОС',
    identity: 'anonymous',
    received_at: AT,
    external_source: 'pos',
    external_id: externalId,
  });
  await put('imports.line', {
    import_id: around.importId,
    row_no: at + 2,
    state: 'repeated',
    external_id: externalId,
    reason: 'Уже есть',
    case_id: file.id,
    case_number: file.number,
  });
  await put('reconcile.difference', {
    id: ids.differenceId,
    snapshot_id: around.snapshotId,
    row_no: null,
    external_id: externalId,
    kind: 'status',
    case_id: file.id,
    ours: 'В работе',
    theirs: `Закрыто, ${marks[place.name]}`,
  });
}
