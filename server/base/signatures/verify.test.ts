import { describe, expect, test } from 'vitest';
import { hashLink } from '../audit/chain.ts';
import { headOf, rootOfDay } from '../audit/merkle.ts';
import { isGost, isOurs, isPss, nameAlgorithm } from './algorithms.ts';
import {
  hashRecord,
  journalData,
  type RecordFile,
  type SignatureRecord,
  sha256Of,
  signatureRecord,
} from './record.ts';
import { verifyRecordFile } from './verify.ts';

const bytes = Buffer.from('Протокол № 1');
const record: SignatureRecord = {
  id: 'signature',
  documentId: 'document',
  sha256: sha256Of(bytes),
  kind: 'simple',
  signerId: 'person',
  signerName: 'Пробный П.',
  position: 'Глава',
  method: 'password',
  at: '2026-11-24T09:00:00.000Z',
  state: 'whole',
  cms: null,
};

/** The journal of a day that holds this record alone. */
function proofOf(data: object, objectId = 'document') {
  const payload = JSON.stringify({ objectId, data });
  const hash = hashLink(Buffer.alloc(32), 1, payload);
  const day = { day: '2026-11-24', firstSeq: 1, lastSeq: 1 };
  return {
    format: 'otklik-proof/1' as const,
    record: { seq: 1, previous: '0'.repeat(64), payload, hash: hash.toString('hex') },
    day,
    path: [],
    root: rootOfDay(day, headOf([hash])).toString('hex'),
  };
}

type Signature = RecordFile['signatures'][number];
const signature = (given: Partial<Signature> = {}): Signature => ({
  record,
  cms: null,
  proof: proofOf(journalData(record)),
  ...given,
});
const file = (...signatures: Signature[]): RecordFile => ({
  format: 'otklik-document/1',
  document: { id: 'document', title: 'Протокол', number: '№ 1', day: '2026-11-24', sha256: sha256Of(bytes) },
  signatures,
});
const WHO = '«Протокол № 1», подпись Пробный П.';
const OPEN = `${WHO}: доказательства из журнала ещё нет, возьмите запись на следующий день`;
const NOT_TOLD = `${WHO}: запись о подписи расходится с журналом`;

describe('a file and its record, without the database', () => {
  test('hold, and so does the root that is printed in a later document', () => {
    const whole = signature();
    expect(verifyRecordFile(bytes, file(whole))).toEqual({ faults: [], open: [] });
    expect(verifyRecordFile(bytes, file(whole), whole.proof?.root)).toEqual({ faults: [], open: [] });
  });

  const changed = { ...record, position: 'Заместитель' };
  const cms = Buffer.from('подпись');
  test.each<[string, Signature[], string[]]>([
    ['without a signature', [], ['«Протокол № 1»: подписей нет']],
    [
      'with a signature of another file',
      [signature({ record: { ...record, sha256: '0'.repeat(64) } })],
      [`${WHO}: подпись другого файла`, NOT_TOLD],
    ],
    ['with a record that says otherwise', [signature({ record: changed })], [NOT_TOLD]],
    [
      'with a signature the journal has of another document',
      [signature({ proof: proofOf(journalData(record), 'other') })],
      [NOT_TOLD],
    ],
    [
      'with another signature of the journal',
      [signature({ proof: proofOf({ ...journalData(record), signature: 'other' }) })],
      [NOT_TOLD],
    ],
    [
      'with a journal that cannot be read',
      [signature({ proof: { ...proofOf({}), ...unread() } })],
      [NOT_TOLD],
    ],
    [
      'with a file of signature that is not the one of the record',
      [signature({ cms: cms.toString('base64') })],
      [`${WHO}: файл подписи изменён`],
    ],
    [
      'without the file of signature the record has',
      [signature({ record: { ...record, cms: sha256Of(cms) } })],
      [`${WHO}: файл подписи изменён`, NOT_TOLD],
    ],
    [
      'with a file that is no signature',
      [withCms()],
      [expect.stringMatching(/подпись Пробный П\.: ./u) as unknown as string],
    ],
    [
      'with a proof that leads nowhere',
      [signature({ proof: { ...proofOf(journalData(record)), root: '0'.repeat(64) } })],
      [`${WHO}: запись № 1: путь не приводит к корню дня 2026-11-24`],
    ],
  ])('%s do not', (_, signatures, faults) => {
    expect(verifyRecordFile(bytes, file(...signatures))).toEqual({ faults, open: [] });
  });

  function unread() {
    const payload = 'не читается';
    const hash = hashLink(Buffer.alloc(32), 1, payload);
    const day = { day: '2026-11-24', firstSeq: 1, lastSeq: 1 };
    const root = rootOfDay(day, headOf([hash])).toString('hex');
    return { record: { seq: 1, previous: '0'.repeat(64), payload, hash: hash.toString('hex') }, root };
  }

  function withCms(): Signature {
    const own = { ...record, cms: sha256Of(cms) };
    return signature({ record: own, cms: cms.toString('base64'), proof: proofOf(journalData(own)) });
  }

  test('of other bytes do not', () => {
    expect(verifyRecordFile(Buffer.from('Другое'), file(signature())).faults).toEqual([
      '«Протокол № 1»: это не тот файл, что подписан',
    ]);
  });

  test('without a proof yet are open, and a root that nothing is held against is a fault', () => {
    const early = file(signature({ proof: null }));
    expect(verifyRecordFile(bytes, early)).toEqual({ faults: [], open: [OPEN] });
    expect(verifyRecordFile(bytes, early, '0'.repeat(64))).toEqual({
      faults: [`${WHO}: корень не с чем сверить`],
      open: [OPEN],
    });
  });
});

test('of a record each part stands in its hash, and each of its words is known', () => {
  const others = {
    kind: 'qualified',
    method: 'totp',
    state: 'unchecked',
    cms: '0'.repeat(64),
    sha256: '1'.repeat(64),
  };
  const hashes = Object.keys(record).map((name) =>
    hashRecord({ ...record, [name]: others[name as keyof typeof others] ?? 'иное' }),
  );
  expect(new Set([hashRecord(record), ...hashes]).size).toBe(12);
  for (const method of ['password', 'totp', 'file', 'demo'])
    for (const kind of ['simple', 'qualified'])
      for (const state of ['whole', 'unchecked'])
        expect(signatureRecord.safeParse({ ...record, method, kind, state }).success).toBe(true);
  expect(signatureRecord.safeParse({ ...record, method: 'слово' }).success).toBe(false);
});

test.each([
  ['1.2.840.113549.1.1.11', 'RSA', true, false, false],
  ['1.2.840.113549.1.1.10', 'RSA-PSS', true, true, false],
  ['1.2.840.10045.4.3.2', 'ECDSA', true, false, false],
  ['2.16.840.1.101.3.4.2.1', 'SHA-256', false, false, false],
  ['1.2.643.2.2.3', 'ГОСТ Р 34.10-2001 (отменён)', false, false, false],
  ['1.2.643.7.1.1.1.1', 'ГОСТ Р 34.10-2012, 256 бит', false, false, true],
  ['1.2.3', '1.2.3', false, false, false],
])('the algorithm %s is %s', (oid, name, ours, pss, ofGost) => {
  expect([nameAlgorithm(oid), isOurs(oid), isPss(oid), isGost(oid)]).toEqual([name, ours, pss, ofGost]);
});
