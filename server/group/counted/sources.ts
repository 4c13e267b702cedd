import { sql } from 'kysely';
import type { findSources as findRoute, SourceKind } from '../../../shared/contract/group/counted.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { cityDay } from '../../lib/city.ts';
import { escapeLike } from '../../lib/database/like.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { findCountableDiscussions } from '../../participation/discussions/index.ts';
import { findCountablePolls } from '../../participation/polls/index.ts';
import { basisOf, type DecisionRow, isDecided } from '../assignments/index.ts';
import { findCountableMeasures } from '../roadmap/index.ts';

/** What has a record of its own, with what is kept of it here. */
interface Source {
  refId: string;
  title: string;
  /** Its name in papers: the basis of a decision, the title of the poll or discussion it is on. */
  number: string;
  on: string;
  url: string;
  meetingId: string | null;
}

interface Asked {
  ids?: readonly string[];
  words?: string;
}

/** Words of a decision of the group are for who reads the group; its basis is for whoever keeps the account. */
const readsDecisions = (ctx: Ctx): boolean => hasPermission(ctx, 'working-group.read');

/** Accepted decisions whose protocol is signed: what it says never changes. */
async function findDecisions(ctx: Ctx, { ids, words }: Asked): Promise<Source[]> {
  const { rows } = await sql<DecisionRow>`
    SELECT * FROM working_group.v_decision WHERE ${isDecided} AND outcome = 'accepted' AND protocol_number IS NOT NULL
      ${ids ? sql`AND id = ANY(${[...ids]}::uuid[])` : sql``}
      ${words ? sql`AND (protocol_number LIKE ${`${escapeLike(words)}%`} ${readsDecisions(ctx) ? sql`OR position(lower(${words}) IN lower(text)) > 0` : sql``})` : sql``}
    ORDER BY meeting_day DESC, number LIMIT 50`.execute(ctx.db);
  return rows.map((row) => ({
    refId: row.id,
    title: row.text,
    number: basisOf(row),
    on: row.meeting_day,
    url: '',
    meetingId: row.meeting_id,
  }));
}

const finders: Readonly<Record<SourceKind, (ctx: Ctx, asked: Asked) => Promise<Source[]>>> = {
  decision: findDecisions,
  poll: async (ctx, asked) =>
    (await findCountablePolls(ctx, { ...asked, isDecided: true })).flatMap((poll) => decided(ctx, poll)),
  discussion: async (ctx, asked) =>
    (await findCountableDiscussions(ctx, { ...asked, isDecided: true })).flatMap((one) => decided(ctx, one)),
  measure: async (ctx, asked) =>
    (await findCountableMeasures(ctx, asked)).map(({ id, title, fromDay }) => ({
      refId: id,
      title,
      number: '',
      on: fromDay,
      url: '',
      meetingId: null,
    })),
};

interface Decided {
  id: string;
  title: string;
  decision: { title: string; actUrl: string; at: Date } | null;
}

const decided = (ctx: Ctx, { id, title, decision }: Decided): Source[] =>
  decision
    ? [
        {
          refId: id,
          title: decision.title,
          number: title,
          on: cityDay(ctx.config, decision.at),
          url: decision.actUrl,
          meetingId: null,
        },
      ]
    : [];

/** One of them, or null where there is none that may take anything into account. */
export async function findSource(ctx: Ctx, kind: SourceKind, refId: string): Promise<Source | null> {
  return (await finders[kind](ctx, { ids: [refId] }))[0] ?? null;
}

/** Route: what to choose from, the latest first. */
export async function findSources(
  ctx: Ctx,
  { query }: HandlerInput<typeof findRoute>,
): Promise<RouteReplyInput<typeof findRoute>> {
  const found = await finders[query.kind](ctx, { ...(query.words && { words: query.words }) });
  const isTold = query.kind !== 'decision' || readsDecisions(ctx);
  return {
    sources: found.map(({ refId, title, number }) => ({ refId, label: number, title: isTold ? title : '' })),
  };
}
