import { describe, expect, test } from 'vitest';
import { type ChainRow, hashLink, type RecordFields } from './chain.ts';
import { type CommittedLine, type DaySheet, printRecord } from './day-sheet.ts';
import { headOf, rootOfDay } from './merkle.ts';
import { COMMITTED, type Sealed } from './publish.ts';
import { type Journal, walkChain } from './walk.ts';

/** A journal of seven records over two days and the beginning of a third; the first day is signed outside. */

const [a, b] = ['a', 'b'].map((letter) => letter.repeat(64)) as [string, string];
const committed: CommittedLine[][] = [
  [],
  [['kept', 'x', a]],
  [],
  [['kept', 'y', a]],
  [],
  [],
  [['kept', 'z', a]],
];

interface Change {
  /** Number of a record to change, and how. */
  at?: number;
  row?: (row: ChainRow) => Partial<ChainRow>;
  /** The chain is counted anew after the change. */
  isRecounted?: boolean;
  /** Commitments of the records instead of those above. */
  lines?: CommittedLine[][];
}

const payloadOf = (seq: number, lines: CommittedLine[]): string => {
  const fields: RecordFields = {
    at: `2026-11-2${seq}T09:00:00.000Z`,
    actor: 'staff:1',
    actorName: '',
    action: lines.length > 0 ? COMMITTED : 'cases.open',
    object: 'case',
    objectId: String(seq),
    requestId: '',
    data: lines.length > 0 ? { lines } : {},
  };
  return JSON.stringify(fields);
};

const rowOf = (seq: number, payload: string): Omit<ChainRow, 'hash'> => {
  const fields = JSON.parse(payload) as RecordFields;
  return {
    seq,
    at: new Date(fields.at),
    actor: fields.actor,
    action: fields.action,
    object: fields.object,
    object_id: fields.objectId,
    payload,
  };
};

function chain({ at, row, isRecounted = false, lines = committed }: Change = {}): ChainRow[] {
  let previous: Buffer = Buffer.alloc(32);
  return lines.map((own, index) => {
    const seq = index + 1;
    const plain = rowOf(seq, payloadOf(seq, own));
    let made: ChainRow = { ...plain, hash: hashLink(previous, seq, plain.payload) };
    if (seq === at && row) {
      made = { ...made, ...row(made) };
      if (isRecounted) made = { ...made, hash: hashLink(previous, seq, made.payload) };
    }
    previous = made.hash;
    return made;
  });
}

function seal(day: string, rows: readonly ChainRow[]): Sealed {
  const range = { day, firstSeq: rows[0]!.seq, lastSeq: rows.at(-1)!.seq };
  const root = rootOfDay(range, headOf(rows.map(({ hash }) => hash))).toString('hex');
  return { ...range, root, sealedAt: `${day}T19:05:00.000Z` };
}

function sign(sealed: Sealed, rows: readonly ChainRow[], lines: CommittedLine[]): DaySheet {
  const prints = Buffer.concat(rows.map(({ payload }) => printRecord(payload))).toString('base64');
  return { ...sealed, prints, lines, signedAt: sealed.sealedAt };
}

const truth = chain();
const first = seal('2026-11-21', truth.slice(0, 3));
const second = seal('2026-11-22', truth.slice(3, 5));
const signed = sign(first, truth.slice(0, 3), committed.slice(0, 3).flat());

interface Given {
  rows?: ChainRow[];
  sealed?: Sealed[];
  sheets?: DaySheet[];
  head?: { seq: number; hash: Buffer } | undefined;
}

function walk(given: Given = {}) {
  const { rows = truth, sealed = [first, second], sheets = [signed] } = given;
  const last = rows.at(-1)!;
  const head = 'head' in given ? given.head : { seq: last.seq, hash: last.hash };
  const journal: Journal = {
    records: (async function* () {
      yield* rows;
    })(),
    sealed,
    readHead: async () => head,
  };
  return walkChain(journal, { sheets, ruleOf: () => ({ isFinal: true, mayReturn: false }) });
}
const faultsOf = async (given: Given): Promise<string[]> => (await walk(given)).faults;

test('a journal as it was written holds: its days, what is not signed yet, and what is believed of lines', async () => {
  const walked = await walk();
  expect({ ...walked, known: undefined, roots: [...walked.roots] }).toMatchObject({
    records: 7,
    days: 2,
    open: 4,
    faults: [],
    rewritten: [],
    roots: [first.root, second.root],
  });
  const believed = [...(walked.known.get('kept') ?? [])].map(([id, { hash, day }]) => [id, hash, day]);
  // What of the first day is believed by its sheet; the rest by the journal.
  expect(believed).toEqual([
    ['x', a, '2026-11-21'],
    ['y', a, null],
    ['z', a, null],
  ]);
});

test('before anything is sealed or signed all of it is open', async () => {
  expect(await walk({ sealed: [], sheets: [] })).toMatchObject({ records: 7, days: 0, open: 7, faults: [] });
  expect(await walk({ sheets: [] })).toMatchObject({ records: 7, days: 2, open: 7, faults: [] });
});

describe('a record', () => {
  const line = (seq: number, what: string) => `audit.record, строка ${seq} — запись журнала${what}`;
  const other = (row: ChainRow) => ({ payload: row.payload.replace('cases.open', 'cases.shut') });

  test('that says another word of a signed day is named by its print', async () => {
    expect(await faultsOf({ rows: chain({ at: 1, row: other }) })).toEqual([
      line(1, ': отпечаток не сходится с содержанием'),
    ]);
    const rows = chain({ at: 1, row: (row) => ({ ...other(row), action: 'cases.shut' }), isRecounted: true });
    expect(await faultsOf({ rows })).toEqual([
      line(1, ' за 2026-11-21: такой при подписи дня не было'),
      line(1, ' за 2026-11-21: та, что была при подписи дня, пропала'),
      'журнал, день 2026-11-22: корень дня не сходится с записями',
    ]);
  });

  test('that says another word of a sealed day breaks its root, and no other', async () => {
    const rows = chain({ at: 5, row: (row) => ({ ...other(row), action: 'cases.shut' }), isRecounted: true });
    expect(await faultsOf({ rows })).toEqual(['журнал, день 2026-11-22: корень дня не сходится с записями']);
    const recounted = seal('2026-11-22', rows.slice(3, 5));
    expect(await faultsOf({ rows, sealed: [first, recounted] })).toEqual([]);
  });

  test('whose columns differ from its words is named', async () => {
    const rows = chain({ at: 6, row: () => ({ object_id: '9' }) });
    expect(await faultsOf({ rows })).toEqual([line(6, ': поля для поиска расходятся с содержанием')]);
  });

  test('that cannot be read is named', async () => {
    const rows = chain({
      at: 7,
      row: (row) => ({ payload: row.payload.replace(a, 'слово') }),
      isRecounted: true,
    });
    expect(await faultsOf({ rows })).toEqual([line(7, ': содержание не читается')]);
  });

  test('that is gone is missed, and so is the end', async () => {
    const rows = truth.filter(({ seq }) => seq !== 6);
    expect(await faultsOf({ rows })).toEqual([line(7, ': пропущена запись № 6')]);
    expect(await faultsOf({ rows: truth.slice(0, 6), head: { seq: 7, hash: truth[6]!.hash } })).toEqual([
      line(7, ': хвост отрезан'),
    ]);
    expect(await faultsOf({ head: undefined })).toEqual(['audit.head — голова цепочки: строки нет']);
    expect(await faultsOf({ head: { seq: 7, hash: Buffer.alloc(32) } })).toEqual([
      'audit.head — голова цепочки: подменена',
    ]);
  });
});

describe('a day', () => {
  test('that ends with the journal is closed as any other', async () => {
    const third = seal('2026-11-23', truth.slice(5));
    expect(await walk({ sealed: [first, second, third] })).toMatchObject({ days: 3, faults: [] });
    expect(await faultsOf({ sealed: [first, second, { ...third, root: first.root }] })).toEqual([
      'журнал, день 2026-11-23: корень дня не сходится с записями',
    ]);
    const sheets = [signed, sign(second, truth.slice(3, 5), []), sign(third, truth.slice(5), [])];
    expect(await walk({ sealed: [first, second, third], sheets })).toMatchObject({ open: 0, faults: [] });
  });

  test('that does not follow on the one before it is named', async () => {
    const gap = seal('2026-11-22', truth.slice(4, 5));
    expect((await faultsOf({ sealed: [first, gap] }))[0]).toBe(
      'журнал, день 2026-11-22: не смыкается с предыдущим на записи № 5',
    );
    expect((await faultsOf({ sealed: [second], sheets: [] }))[0]).toBe(
      'журнал, день 2026-11-22: не смыкается с предыдущим на записи № 4',
    );
  });

  test('whose records are those that were signed and lead elsewhere: the chain was counted anew', async () => {
    const rows = chain({ at: 1, row: () => ({ hash: Buffer.alloc(32, 7) }) });
    const sheets = [signed, sign(second, truth.slice(3, 5), committed.slice(3, 5).flat())];
    const faults = await faultsOf({ rows, sheets });
    expect(faults.at(-1)).toBe(
      'журнал: цепочка пересчитана — дни с 2026-11-21 по 2026-11-22 ведут не к подписанным корням',
    );
    expect(faults.filter((fault) => fault.startsWith('audit.record'))).toEqual([
      'audit.record, строка 1 — запись журнала: отпечаток не сходится с содержанием',
    ]);
  });

  test('that is signed has the range that was signed, whatever the table says', async () => {
    const moved = { ...first, lastSeq: 2 };
    const faults = await faultsOf({ sealed: [moved, second] });
    expect(faults).toEqual([
      'audit.day_root, строка 2026-11-21 — корень дня: записи № 1–2, а подписаны № 1–3',
    ]);
  });
});

test('a final line that is committed anew is told, of a signed day, of a sealed one and of today', async () => {
  const lines = (at: number): CommittedLine[][] =>
    committed.map((own, index) => (index === at ? [['kept', 'x', b]] : own));
  for (const at of [4, 5, 6]) {
    const rows = chain({ lines: lines(at) });
    const sealed = [seal('2026-11-21', rows.slice(0, 3)), seal('2026-11-22', rows.slice(3, 5))];
    const walked = await walk({ rows, sealed });
    expect(walked.faults).toEqual([]);
    expect(walked.rewritten).toEqual([{ kind: 'kept', id: 'x', day: null }]);
    expect(walked.known.get('kept')?.get('x')?.hash).toBe(a);
  }
  const again = { ...signed, lines: [...signed.lines, ['kept', 'x', b] as CommittedLine] };
  expect((await walk({ sheets: [again] })).rewritten).toEqual([{ kind: 'kept', id: 'x', day: '2026-11-21' }]);
});
