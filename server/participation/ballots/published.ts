import { Readable } from 'node:stream';
import type { downloadBallots as downloadRoute } from '../../../shared/contract/participation/ballots.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readShownPoll } from '../polls/index.ts';
import { ROWS_AT_ONCE, readPaged } from './paged.ts';
import { findVote, keysOfVote, missingVote } from './rows.ts';

const receiptsOf = (ctx: Ctx, pollId: string) => (after: string) =>
  ctx.db
    .selectFrom('ballots.envelope')
    .select('receipt')
    .where('poll_id', '=', pollId)
    .where('receipt', '>', after)
    .orderBy('receipt')
    .limit(ROWS_AT_ONCE)
    .execute();

const ballotsOf = (ctx: Ctx, pollId: string) => (after: string) =>
  ctx.db
    .selectFrom('ballots.ballot')
    .select(['id', 'prefix', 'text', 'signature'])
    .where('poll_id', '=', pollId)
    .where('id', '>', after)
    .orderBy('id')
    .limit(ROWS_AT_ONCE)
    .execute();

/** Items of a JSON list, a line for each. @param read a page of rows after a name; plans: envelope_receipt, the primary key */
async function* writeList<T>(
  read: (after: string) => Promise<T[]>,
  nameOf: (row: T) => string,
  write: (row: T) => unknown,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const row of readPaged(read, nameOf)) {
    yield `${isFirst ? '' : ','}\n${JSON.stringify(write(row))}`;
    isFirst = false;
  }
}

const nameOfEnvelope = ({ receipt }: { receipt: string }): string => receipt;
const withoutId = <T extends { id: string }>({ id: _, ...ballot }: T): Omit<T, 'id'> => ballot;

/** Route: everything a recount needs, in one file. */
export async function downloadBallots(
  ctx: Ctx,
  { params }: HandlerInput<typeof downloadRoute>,
): Promise<Download> {
  const { poll } = await readShownPoll(ctx, params.id);
  const vote = await findVote(ctx, poll.id);
  if (vote?.state !== 'opened') throw missingVote();
  const { ballotKey, protocolKey } = keysOfVote(vote);
  const head = { protocol: vote.protocol, signature: vote.protocol_signature, protocolKey, ballotKey };
  async function* write(): AsyncGenerator<string> {
    yield `${JSON.stringify(head).slice(0, -1)},"receipts":[`;
    yield* writeList(receiptsOf(ctx, poll.id), nameOfEnvelope, nameOfEnvelope);
    yield '],"ballots":[';
    yield* writeList(ballotsOf(ctx, poll.id), ({ id }) => id, withoutId);
    yield ']}\n';
  }
  return {
    stream: Readable.from(write()),
    contentType: 'application/json; charset=utf-8',
    filename: `голосование-${poll.id}.json`,
    isPublic: true,
  };
}
