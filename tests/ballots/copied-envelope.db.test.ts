import { afterAll, beforeAll, expect, test } from 'vitest';
import * as contract from '../../shared/contract/participation/ballots.ts';
import type { Answers } from '../../shared/contract/participation/questionnaire.ts';
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
