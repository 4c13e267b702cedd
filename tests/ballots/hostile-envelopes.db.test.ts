import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OpenedBallot } from '../../shared/ballots/ballot.ts';
import * as contract from '../../shared/contract/participation/ballots.ts';
import type { Answers } from '../../shared/contract/participation/questionnaire.ts';
import { OVER } from '../support/participation/poll-desk.ts';
import { openVoteDesk, type VoteDesk } from '../support/participation/vote-desk.ts';

let desk: VoteDesk;
beforeAll(async () => {
  desk = await openVoteDesk();
});
afterAll(() => desk.server.close());

const titova: Answers = { yard: ['titova'] };

test('a copied envelope is not let in by another pass: neither after the first nor in one batch with it', async () => {
  const { id } = await desk.openVote();
  const failCast = (body: object) =>
    desk.server.fail(contract.castBallot, { params: { id }, body: body as never });
  const countEnvelopes = async (): Promise<number> =>
    (await desk.server.call(contract.readVote, { params: { id } }, desk.editor)).cast;
  const [anna = '', boris = '', vera = ''] = await desk.residents(3);
  const own = await desk.take(id, anna, await desk.paper(id, titova));
  const other = await desk.take(id, boris, await desk.paper(id, titova));
  await desk.cast(id, own);
  const copy = { ...other, envelope: own.envelope };
  const copied = { status: 409, details: { why: 'copied' } };
  expect(await failCast(copy)).toMatchObject(copied);
  // A pass that was refused is not spent.
  await desk.cast(id, other);
  expect(await failCast(copy)).toMatchObject({ status: 409, details: { why: 'spent' } });

  const before = await countEnvelopes();
  const third = await desk.take(id, vera, await desk.paper(id, titova));
  const [gleb = '', dina = ''] = await desk.residents(2);
  const twins = [
    third,
    { ...(await desk.take(id, gleb, await desk.paper(id, titova))), envelope: third.envelope },
    { ...(await desk.take(id, dina, await desk.paper(id, titova))), envelope: third.envelope },
  ];
  // Whichever of them is first is in; the rest are copies.
  const tried = await Promise.allSettled(twins.map((one) => desk.cast(id, one)));
  expect(tried.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(await countEnvelopes()).toBe(before + 1);
  const lost = twins.filter((_, at) => tried[at]?.status === 'rejected');
  for (const one of lost) expect(await failCast(one)).toMatchObject(copied);
});

test('what strangers put into envelopes does not keep the box shut, nor another ballot out of it', async () => {
  const { id } = await desk.openVote();
  const [anna = '', ...strangers] = await desk.residents(6);
  const own = await desk.take(id, anna, await desk.paper(id, titova));
  await desk.cast(id, own);
  const annas = await desk.look(own);
  const stuff = async (at: number, make: (ballot: OpenedBallot) => OpenedBallot): Promise<void> => {
    const sealed = await desk.take(id, strangers[at] ?? '', await desk.paper(id, titova));
    const envelope = await desk.stuff(id, make(await desk.look(sealed)));
    await desk.cast(id, { ...sealed, envelope });
  };
  // Longer than a request of the opening takes.
  await stuff(0, (ballot) => ({ ...ballot, prefix: 'A'.repeat(5000) }));
  // A sign that a database has no place for, where a lenient reading passes it over.
  await stuff(1, (ballot) => ({ ...ballot, signature: `${ballot.signature}\u0000` }));
  // The ballot of another who gave it away: in other letters, under a signature that is none, as it is.
  const last = annas.prefix.at(-1) ?? '';
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const other = letters[letters.indexOf(last) + 1] ?? '';
  await stuff(2, () => ({ ...annas, prefix: `${annas.prefix.slice(0, -1)}${other}` }));
  await stuff(3, () => ({ ...annas, signature: 'A'.repeat(342) }));
  await stuff(4, () => annas);
  await desk.come(OVER);
  expect(await desk.openBox(id)).toMatchObject({
    state: 'opened',
    cast: 6,
    found: 1,
    spoiled: { unreadable: 1, unsigned: 3, repeated: 1 },
  });
});
