import { describe, expect, it } from 'vitest';
import { listAssignments } from '../../../shared/contract/group/assignments.ts';
import { keepNumber, listPapers, removeNumber } from '../../../shared/contract/group/city-numbers.ts';
import { searchArchive } from '../../../shared/contract/group/working-group-archive.ts';
import { openNumbersDesk } from '../../../tests/support/group/numbers-desk.ts';
import { unpackText } from '../../../tests/support/group/paper.ts';
import { bringToReview } from '../../../tests/support/group/protocol.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';

/** A signed protocol and its assignment get numbers of the city's document system, by hand and by a file. */

const desk = openNumbersDesk({
  beforeSigning: async ({ protocolId, ofPaper }) =>
    expect(await ofPaper(protocolId)).toEqual({ paper: null, can: [] }),
});
const { ofPaper, list, find } = desk;
const keep = (id: string, body: { version: number; number: string; day?: string; reason?: string }) => ({
  params: { id },
  body: { day: '2026-11-25', ...body },
});
const journal = async (action: string) =>
  (
    await desk.server.app.pool.query<{ data: Record<string, unknown> }>(
      "SELECT payload::jsonb -> 'data' AS data FROM audit.record WHERE action = $1 ORDER BY seq",
      [action],
    )
  ).rows.map(({ data }) => data);

describe('what waits for a number', () => {
  it('is the act, the signed protocol and its assignment, each with its own number', async () => {
    const { papers, counts } = await list();
    expect(counts).toEqual({ waiting: 3, numbered: 0, all: 3 });
    expect(papers.map(({ kind, ownNumber, day }) => [kind, ownNumber, day]).toSorted()).toEqual([
      ['act', '398', '2021-05-20'],
      ['assignment', 'П-1/2026', '2026-11-24'],
      ['protocol', '1/2026', '2026-11-24'],
    ]);
    expect((await find('protocol')).href).toBe(`/staff/working-group/meetings/${desk.protocolId}/protocol`);
  });

  it('goes page by page, each paper once', async () => {
    const first = await list({ limit: 2 });
    const rest = await list({ limit: 2, cursor: first.next! });
    expect(rest.next).toBeNull();
    expect(new Set([...first.papers, ...rest.papers].map(({ id }) => id)).size).toBe(3);
    expect((await desk.server.fail(listPapers, { query: { cursor: 'нет' } }, desk.secretary)).status).toBe(
      400,
    );
  });

  it('is shown on a card to who reads the paper, and nothing of it to anybody else', async () => {
    expect((await ofPaper(desk.protocolId, desk.group.cookies.member)).can).toEqual([]);
    expect((await ofPaper(desk.protocolId, desk.group.cookies.member)).paper!.ownNumber).toBe('1/2026');
    const operator = await signInAs(desk.server, 'operator');
    expect(await ofPaper(desk.protocolId, operator)).toEqual({ paper: null, can: [] });
    expect(await ofPaper((await find('assignment')).id, operator)).toEqual({ paper: null, can: [] });
  });
});

describe('by hand', () => {
  it('a number is kept with its day and who wrote it, found by it, and stands on the papers', async () => {
    const told = await desk.server.call(
      keepNumber,
      keep(desk.protocolId, { version: 0, number: ' № 01-15/44 ' }),
      desk.secretary,
    );
    expect(told.cityNumber).toMatchObject({
      number: '01-15/44',
      day: '2026-11-25',
      source: 'hand',
      enteredAt: '2026-11-27T06:00:00.000Z',
    });
    expect((await list()).counts).toEqual({ waiting: 2, numbered: 1, all: 3 });
    expect((await list({ state: 'all', q: '15/44' })).papers.map(({ id }) => id)).toEqual([desk.protocolId]);
    const archive = await desk.server.call(searchArchive, { query: { q: '01-15/44' } }, desk.secretary);
    expect(archive.rows.map(({ kind, cityNumber }) => [kind, cityNumber])).toEqual([
      ['protocol', '01-15/44'],
    ]);
    for (const path of [
      'protocol/file?format=html',
      'acquaintance?format=html',
      `extract?person=${desk.group.ids.member}&format=html`,
    ]) {
      const url = `/api/working-group/meetings/${desk.protocolId}/${path}`;
      const page = await desk.server.inject({ method: 'GET', url, headers: { cookie: desk.secretary } });
      expect(page.body).toContain('рег. № 01-15/44 от 25.11.2026');
    }
    const word = await desk.server.inject({
      method: 'GET',
      url: `/api/working-group/meetings/${desk.protocolId}/protocol/file?format=docx`,
      headers: { cookie: desk.secretary },
    });
    expect(await unpackText(word.rawPayload)).toContain('рег. № 01-15/44 от 25.11.2026');
    // Said twice it is one act.
    await desk.server.call(
      keepNumber,
      keep(desk.protocolId, { version: 1, number: '01-15/44' }),
      desk.secretary,
    );
    expect(await journal('city-numbers.enter')).toEqual([
      { kind: 'protocol', number: '01-15/44', day: '2026-11-25', source: 'hand' },
    ]);
  });

  it.each([
    ['without digits', { number: 'б/н' }, 'number'],
    ['before the paper', { number: '7', day: '2026-11-23' }, 'day'],
    ['of a day to come', { number: '7', day: '2026-11-28' }, 'day'],
  ])('a number %s is refused at its field', async (_, told, field) => {
    const { id } = await find('assignment');
    const refused = await desk.server.fail(keepNumber, keep(id, { version: 0, ...told }), desk.secretary);
    expect(refused.status).toBe(400);
    expect(Object.keys(refused.fields ?? {})).toEqual([field]);
  });

  it('of a kind and a year it is one paper’s alone', async () => {
    const act = await find('act');
    // Another kind is another journal.
    await desk.server.call(keepNumber, keep(act.id, { version: 0, number: '01-15/44' }), desk.secretary);
    const { papers } = await list({ state: 'all', kind: 'assignment' });
    await desk.server.call(keepNumber, keep(papers[0]!.id, { version: 0, number: 'П-700' }), desk.secretary);
    await desk.server.app.pool.query(
      `INSERT INTO working_group.act (id, number, signed_on, title, made_at, made_by_name)
       VALUES (gen_random_uuid(), '412', '2026-11-20', 'Об изменении состава', now(), 'С.')`,
    );
    const second = (await list({ state: 'waiting', kind: 'act' })).papers[0]!;
    const refused = await desk.server.fail(
      keepNumber,
      keep(second.id, { version: 0, number: '01-15/44' }),
      desk.secretary,
    );
    expect(refused.fields).toEqual({
      number: '№ 01-15/44 за 2026 год уже у другого документа: Акт о составе № 398',
    });
  });

  it('it changes with a reason, by the version that was seen, and the journal has both', async () => {
    const change = (body: Parameters<typeof keep>[1]) => keep(desk.protocolId, body);
    expect(
      (await desk.server.fail(keepNumber, change({ version: 0, number: '01-15/45' }), desk.secretary)).status,
    ).toBe(409);
    const bare = await desk.server.fail(
      keepNumber,
      change({ version: 1, number: '01-15/45' }),
      desk.secretary,
    );
    expect(Object.keys(bare.fields ?? {})).toEqual(['reason']);
    const told = await desk.server.call(
      keepNumber,
      change({ version: 1, number: '01-15/45', reason: 'Опечатка' }),
      desk.secretary,
    );
    expect(told).toMatchObject({ version: 2, cityNumber: { number: '01-15/45' } });
    expect(await journal('city-numbers.change')).toEqual([
      {
        kind: 'protocol',
        number: '01-15/45',
        day: '2026-11-25',
        source: 'hand',
        former: { number: '01-15/44', day: '2026-11-25' },
        reason: 'Опечатка',
      },
    ]);
  });

  it('it is taken off with a reason', async () => {
    const act = (await list({ state: 'numbered', kind: 'act' })).papers[0]!;
    const ask = (query: { version: number; reason: string }) => ({ params: { id: act.id }, query });
    expect(
      (await desk.server.fail(removeNumber, ask({ version: 1, reason: '' }), desk.secretary)).status,
    ).toBe(400);
    expect(
      (await desk.server.fail(removeNumber, ask({ version: 3, reason: 'Не тот акт' }), desk.secretary))
        .status,
    ).toBe(409);
    await desk.server.call(removeNumber, ask({ version: 1, reason: 'Не тот акт' }), desk.secretary);
    expect((await ofPaper(act.id)).paper!.cityNumber).toBeNull();
    expect(
      (await desk.server.fail(removeNumber, ask({ version: 1, reason: 'Не тот акт' }), desk.secretary))
        .status,
    ).toBe(404);
    expect(await journal('city-numbers.remove')).toMatchObject([
      { former: { number: '01-15/44' }, reason: 'Не тот акт' },
    ]);
  });

  it('a paper nobody has signed has none, nor one the reader does not see', async () => {
    const next = await bringToReview(desk.server, desk.group);
    const refused = await desk.server.fail(
      keepNumber,
      keep(next.id, { version: 0, number: '9' }),
      desk.secretary,
    );
    expect(refused.status).toBe(404);
    expect(refused.detail).toContain('ещё не подписан');
  });

  it('it is on the board of assignments and in its search', async () => {
    const board = await desk.server.call(listAssignments, { query: { q: 'п-700' } }, desk.secretary);
    expect(board.rows.map(({ number, cityNumber }) => [number, cityNumber])).toEqual([['П-1/2026', 'П-700']]);
    const byWords = await desk.server.call(listAssignments, { query: { q: 'ямы' } }, desk.secretary);
    expect(byWords.rows).toHaveLength(1);
  });
});
