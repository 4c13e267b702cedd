import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mixBallotsJob } from '../../server/participation/ballots/mix.ts';
import { readSession } from '../../shared/contract/base/identity.ts';
import * as contract from '../../shared/contract/participation/ballots.ts';
import { readOpenPoll } from '../../shared/contract/participation/polls-open.ts';
import type { Answers } from '../../shared/contract/participation/questionnaire.ts';
import { importTallyKey, sealBallot } from '../../web/lib/ballots/envelope.ts';
import { makeTallyKey } from '../../web/lib/ballots/tally-key.ts';
import { OVER } from '../support/participation/poll-desk.ts';
import { openVoteDesk, type VoteDesk } from '../support/participation/vote-desk.ts';
import { hasPython, type Published, recount, refuseMutations } from './recount.ts';

let desk: VoteDesk;
let server: VoteDesk['server'];
beforeAll(async () => {
  desk = await openVoteDesk();
  ({ server } = desk);
});
afterAll(() => server.close());

const titova: Answers = { yard: ['titova'] };
const suvorova: Answers = { yard: ['suvorova'] };
const card = (id: string) => server.call(contract.readVote, { params: { id } }, desk.editor);
const failTake = async (id: string, cookie: string | undefined, more: object = {}) =>
  server.fail(
    contract.takeBallot,
    {
      params: { id },
      body: { said: { isOfAge: true }, ...(await desk.paper(id, titova)).asked, ...more },
    },
    cookie,
  );
const writeBy = (id: string, by: string) =>
  server.app.pool.query('UPDATE polls.poll SET made_by = $2 WHERE id = $1', [id, by]);
const failCast = (id: string, body: object) =>
  server.fail(contract.castBallot, { params: { id }, body: body as never });

describe('a secret vote before it opens', () => {
  test('is announced with the key of its count alone, which its keeper names', async () => {
    server.setNow('2026-11-24T04:00:00.000Z');
    const begun = await desk.begin({ kind: 'vote' });
    const approved = await desk.judge(await desk.move(begun, 'submit'), 'approve');
    await expect(desk.move(approved, 'announce')).rejects.toThrow('нет ключа подсчёта');
    const { open } = await makeTallyKey('фраза');
    const named = { params: { id: begun.id }, body: { key: open } };
    expect(await server.fail(contract.prepareVote, named, desk.editor)).toMatchObject({ status: 403 });
    // Whoever wrote the vote does not keep its key, whatever else they may.
    const { person } = await server.call(readSession, {}, desk.keeper);
    const can = async () =>
      (await server.call(contract.readVote, { params: { id: begun.id } }, desk.keeper)).can;
    await writeBy(begun.id, `staff:${person?.id}`);
    expect(await can()).toEqual([]);
    const own = [
      await server.fail(contract.prepareVote, named, desk.keeper),
      await server.fail(contract.listEnvelopes, { params: { id: begun.id } }, desk.keeper),
      await server.fail(
        contract.bringBallots,
        { params: { id: begun.id }, body: { ballots: [] } },
        desk.keeper,
      ),
      await server.fail(
        contract.endOpening,
        { params: { id: begun.id }, body: { spoiled: {} } },
        desk.keeper,
      ),
    ];
    expect(own.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    await writeBy(begun.id, 'staff:other');
    expect(await can()).toEqual(['hold-key']);
    const prepared = await server.call(contract.prepareVote, named, desk.keeper);
    expect(prepared).toMatchObject({ state: 'prepared', taken: 0, cast: 0, tally: { key: open } });
    // Whoever lost theirs makes another; nothing of the first one is good any more.
    const again = await makeTallyKey('фраза');
    const renamed = { params: { id: begun.id }, body: { key: again.open } };
    expect((await server.call(contract.prepareVote, renamed, desk.keeper)).tally?.mark).not.toBe(
      prepared.tally?.mark,
    );
    await desk.move(approved, 'announce');
    expect(await server.fail(contract.prepareVote, renamed, desk.keeper)).toMatchObject({ status: 409 });
    expect(await server.fail(contract.readBallotForm, { params: { id: begun.id } })).toMatchObject({
      status: 404,
    });
  });

  test('has no keys where the poll is not secret', async () => {
    const { id } = await desk.begin();
    const { open } = await makeTallyKey('фраза');
    expect(
      await server.fail(contract.prepareVote, { params: { id }, body: { key: open } }, desk.keeper),
    ).toMatchObject({ status: 404 });
  });
});

describe('a ballot', () => {
  let id: string;
  let anna: string;
  let boris: string;
  beforeAll(async () => {
    ({ id } = await desk.openVote());
    [anna = '', boris = ''] = await desk.residents(2);
  });

  test('is given to whoever may vote, and to nobody else', async () => {
    expect(await failTake(id, undefined)).toMatchObject({ status: 401 });
    expect(await failTake(id, desk.editor)).toMatchObject({ status: 403 });
    expect(await failTake(id, anna, { said: { isOfAge: false } })).toMatchObject({
      status: 400,
      detail: expect.stringContaining('14'),
    });
    expect(await failTake(id, anna, { entry: 'AAAA' })).toMatchObject({
      status: 400,
      detail: 'Это не заготовка бюллетеня.',
    });
    // Nothing of what was refused stands on the roll.
    expect(await card(id)).toMatchObject({ taken: 0 });
  });

  test('is one for a person: the same asked again is signed again, another is refused', async () => {
    const paper = await desk.paper(id, titova);
    const sealed = await desk.take(id, anna, paper);
    expect((await desk.take(id, anna, paper)).signature).toBe(sealed.signature);
    expect(await failTake(id, anna)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже получили бюллетень'),
    });
    expect(await card(id)).toMatchObject({ taken: 1, cast: 0 });
    const mine = await server.call(readOpenPoll, { params: { id } }, anna);
    expect(mine.mine.hasAnswered).toBe(true);
    expect((await server.call(readOpenPoll, { params: { id } }, boris)).mine.hasAnswered).toBe(false);
    const receipt = await desk.cast(id, sealed);
    // The reply was lost: the same envelope is in the box once.
    expect(await desk.cast(id, sealed)).toBe(receipt);
    expect(await card(id)).toMatchObject({ taken: 1, cast: 1 });
  });

  test('of forty tries at once is one', async () => {
    const tries = await Promise.allSettled(
      Array.from({ length: 40 }, async () => desk.take(id, boris, await desk.paper(id, titova))),
    );
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await card(id)).toMatchObject({ taken: 2 });
  });

  test('gets into the box by its pass: once, signed by this vote, sealed', async () => {
    const [vera = ''] = await desk.residents(1);
    const paper = await desk.paper(id, suvorova);
    const sealed = await desk.take(id, vera, paper);
    const { signature } = sealed;
    const touched = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    expect(await failCast(id, { ...sealed, signature: touched })).toMatchObject({
      status: 403,
      detail: 'Пропуск не от этого голосования.',
    });
    expect(await failCast(id, { ...sealed, envelope: 'открытка' })).toMatchObject({ status: 400 });
    const other = await desk.openVote();
    expect(await failCast(other.id, sealed)).toMatchObject({ status: 403 });
    await desk.cast(id, sealed);
    const form = await server.call(contract.readBallotForm, { params: { id } });
    const envelope = await sealBallot(
      { prefix: '', text: '', signature: '' },
      form.size,
      await importTallyKey(form.tallyKey),
    );
    expect(await failCast(id, { ...sealed, envelope })).toMatchObject({
      status: 409,
      detail: expect.stringContaining('уже опущен'),
    });
    expect(await failCast('3f0e9c9e-7f0a-4b6e-9a8e-6c6d1f1b2a3c', sealed)).toMatchObject({ status: 404 });
    expect(await failCast('не-номер', sealed)).toMatchObject({ status: 400, code: 'lib.bad-input' });
  });

  test('leaves nothing that says when, from where and beside whom', async () => {
    const { pool } = server.app;
    await desk.come('2026-11-26T04:10:00.000Z', mixBallotsJob);
    const columns = await pool.query(
      `SELECT table_name, column_name FROM information_schema.columns
       WHERE table_schema = 'ballots' AND table_name IN ('voter', 'envelope', 'ballot')
         AND (data_type LIKE 'timestamp%' OR column_default IS NOT NULL AND column_name <> 'is_mixed')`,
    );
    expect(columns.rows).toEqual([]);
    const journal = await pool.query(
      "SELECT action FROM audit.record WHERE action LIKE 'ballots.%' AND action <> 'ballots.prepare-vote'",
    );
    expect(journal.rows).toEqual([]);
  });
});

describe('the box', () => {
  let published: Published;
  let own = { code: '', text: '' };

  test('is opened by its keeper when the vote is over; everybody can count what was in it', async () => {
    const { id } = await desk.openVote();
    const people = await desk.residents(9);
    const said = [titova, titova, suvorova, titova, suvorova, titova, titova, { yard: ['unsure'] }];
    const receipts: string[] = [];
    const papers: { code: string; text: string }[] = [];
    for (const [at, answers] of said.entries()) {
      const { paper, receipt } = await desk.vote(id, people[at] ?? '', answers);
      receipts.push(receipt);
      papers.push(paper);
    }
    // One brings an envelope with nothing in it, by a pass of their own.
    const paper = await desk.paper(id, titova);
    const sealed = await desk.take(id, people.at(-1) ?? '', paper);
    const form = await server.call(contract.readBallotForm, { params: { id } });
    const empty = await sealBallot(
      { prefix: '', text: '', signature: '' },
      form.size,
      await importTallyKey(form.tallyKey),
    );
    await desk.cast(id, { ...sealed, envelope: empty });
    const late = await desk.paper(id, titova);
    const [stranger = ''] = await desk.residents(1);
    const lateSealed = await desk.take(id, stranger, late);

    const list = { params: { id } };
    expect(await server.fail(contract.listEnvelopes, list, desk.keeper)).toMatchObject({ status: 409 });
    await desk.come(OVER);
    expect(await failCast(id, lateSealed)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('завершено'),
    });
    expect(await failTake(id, stranger)).toMatchObject({ status: 409 });
    // Nobody knows the result before the box is opened.
    expect((await desk.read(id)).state).toBe('closed');
    expect(await server.fail(contract.listEnvelopes, list, desk.approver)).toMatchObject({ status: 403 });
    expect(await server.fail(contract.downloadBallots, list)).toMatchObject({ status: 404 });
    const early = { params: { id }, body: { spoiled: {} } };
    expect(await server.fail(contract.endOpening, early, desk.keeper)).toMatchObject({
      status: 409,
      detail: expect.stringMatching(/9.конвертов/u),
    });

    const opened = await desk.openBox(id);
    expect(opened).toMatchObject({ state: 'opened', taken: 10, cast: 9, found: 8, spoiled: { unsigned: 1 } });
    await server.drain();
    const counted = await desk.read(id);
    expect(counted.state).toBe('counted');
    await desk.judge(counted, 'publish');
    const { figures } = await server.call(readOpenPoll, { params: { id } });
    expect(figures).toMatchObject({ participants: 8, smallest: 0 });
    // Nothing is hidden of what is published ballot by ballot.
    expect(figures?.questions[0]?.options.map(({ id, count }) => [id, count])).toEqual([
      ['titova', 5],
      ['suvorova', 2],
      ['unsure', 1],
    ]);

    published = await (await server.app.http.inject({ url: `/api/open/ballots/${id}/ballots.json` })).json();
    expect(published.receipts).toEqual([...published.receipts].sort());
    expect(receipts.every((one) => published.receipts.includes(one))).toBe(true);
    expect(new Set(published.ballots.map(({ text }) => text))).toEqual(
      new Set(papers.map(({ text }) => text)),
    );
    own = papers[2] ?? own;
    expect(await server.fail(contract.endOpening, early, desk.keeper)).toMatchObject({ status: 409 });
    const left = await server.app.pool.query(
      `SELECT (SELECT count(*)::int FROM ballots.voter WHERE poll_id = $1) AS roll,
         entry_secret IS NULL AND ballot_secret IS NULL AND protocol_secret IS NULL AS is_done
       FROM ballots.vote WHERE poll_id = $1`,
      [id],
    );
    expect(left.rows).toEqual([{ roll: 0, is_done: true }]);
  });

  test.skipIf(!hasPython)(
    'is recounted by a program of another language, which finds every change',
    // A process for each change.
    { timeout: 60_000 },
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'otklik-vote-'));
      try {
        const file = join(folder, 'vote.json');
        writeFileSync(file, JSON.stringify(published));
        expect(await recount(file, own.code)).toMatchObject({
          faults: [],
          ballots: 8,
          counts: { yard: { titova: 5, suvorova: 2, unsure: 1 } },
          own: own.text,
        });
        await refuseMutations(published, folder);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
