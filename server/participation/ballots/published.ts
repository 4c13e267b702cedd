import { Readable } from 'node:stream';
import type { downloadBallots as downloadRoute } from '../../../shared/contract/participation/ballots.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import type { Download } from '../../lib/module/module.ts';
import { readShownPoll } from '../polls/index.ts';
import { findVote, keysOfVote, missingVote } from './rows.ts';

/** Rows read at once. */
const PAGE = 2000;

async function* readReceipts(ctx: Ctx, pollId: string): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const rows = await ctx.db
      .selectFrom('ballots.envelope')
      .select('receipt')
      .where('poll_id', '=', pollId)
      .where('receipt', '>', after)
      .orderBy('receipt')
      .limit(PAGE)
      .execute();
    for (const { receipt } of rows) yield JSON.stringify(receipt);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.receipt ?? '';
  }
}

async function* readBallots(ctx: Ctx, pollId: string): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const rows = await ctx.db
      .selectFrom('ballots.ballot')
      .select(['id', 'prefix', 'text', 'signature'])
      .where('poll_id', '=', pollId)
      .where('id', '>', after)
      .orderBy('id')
      .limit(PAGE)
      .execute();
    for (const { id: _, ...ballot } of rows) yield JSON.stringify(ballot);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.id ?? '';
  }
}

async function* listed(items: AsyncGenerator<string>): AsyncGenerator<string> {
  let isFirst = true;
  for await (const item of items) {
    yield isFirst ? `\n${item}` : `,\n${item}`;
    isFirst = false;
  }
}

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
    yield* listed(readReceipts(ctx, params.id));
    yield '],"ballots":[';
    yield* listed(readBallots(ctx, params.id));
    yield ']}\n';
  }
  return {
    stream: Readable.from(write()),
    contentType: 'application/json; charset=utf-8',
    filename: `голосование-${poll.id}.json`,
    isPublic: true,
  };
}
