import type * as contract from '../../../shared/contract/group/counted-open.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findOwnMessage } from '../../messages/cases/index.ts';
import { findCountableDiscussions } from '../../participation/discussions/index.ts';
import { findCountablePolls } from '../../participation/polls/index.ts';
import { selectCountedIn } from './of.ts';
import { presentOpen } from './rows.ts';

/** One line of each decision, however many links lead to it. */
const once = <One extends { id: string }>(rows: readonly One[]): One[] => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
];

type Own = typeof contract.readOwnCounted;

/** Route: where a message counted, for its author and who joined; whoever it is not of reads an empty list. */
export async function readOwnCounted(
  ctx: Ctx,
  { params, query }: HandlerInput<Own>,
): Promise<RouteReplyInput<Own>> {
  const caseId = await findOwnMessage(ctx, params.number, query.k);
  if (caseId === null) return { grounds: [] };
  return { grounds: once(await selectCountedIn(ctx, 'case', caseId)).map(presentOpen) };
}

type Open = typeof contract.readOpenCounted;

/** Route: for the page of a poll or a discussion whose result is out. */
export async function readOpenCounted(
  ctx: Ctx,
  { params: { kind, id } }: HandlerInput<Open>,
): Promise<RouteReplyInput<Open>> {
  const [shown] = await (kind === 'poll' ? findCountablePolls : findCountableDiscussions)(ctx, { ids: [id] });
  if (!shown) return { grounds: [] };
  return { grounds: once(await selectCountedIn(ctx, kind, id)).map(presentOpen) };
}
