import { sql } from 'kysely';
import type {
  Clusters,
  listClusters as listClustersRoute,
  TextCluster,
} from '../../../shared/contract/heatmap/analysis.ts';
import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { clusterTexts, nameClusters } from '../../base/understanding/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { forLists, listedCases } from '../../messages/cases/index.ts';
import { readAnalysisPeriod } from './period.ts';

/** Texts of one look: half a second of one core. A town writes fewer a quarter; of more every n-th is read. */
const MOST_TEXTS = 3000;
/** Letters of a text that are read: the matter stands at its beginning. */
const READ_LETTERS = 800;
const SHOWN = { clusters: 12, named: 60, numbers: 200, examples: 3 } as const;
/** Fewer are no group. */
const LEAST = 3;

/** Route. */
export const listClusters = (
  ctx: Ctx,
  { query }: HandlerInput<typeof listClustersRoute>,
): Promise<Clusters> => findClusters(ctx, query);

interface Text {
  id: string;
  number: string;
  title: string;
  body: string;
  fact_id: string | null;
  address: string | null;
  registered_at: Date;
}

/** Groups of texts that say alike among the cases of a slice, named by the words of those the reader may see, and no others. */
export async function findClusters(ctx: Ctx, slice: SliceFilter): Promise<Clusters> {
  readAnalysisPeriod(slice);
  const { texts, total } = await readTexts(ctx, slice);
  const groups = clusterTexts(
    texts.map(({ body }) => body),
    LEAST,
  ).slice(0, SHOWN.clusters);
  const names = nameClusters(groups.map((group) => group.slice(0, SHOWN.named).map((at) => texts[at]!.body)));
  return {
    clusters: groups.map((group, at) =>
      present(
        group.map((place) => texts[place]!),
        names[at]!,
      ),
    ),
    read: texts.length,
    total,
  };
}

/**
 * Texts of the slice, the newest first; of too many every n-th by the random end of its id, so that the same are read each time.
 * Plan: case_file_registered over the period.
 */
async function readTexts(ctx: Ctx, slice: SliceFilter): Promise<{ texts: Text[]; total: number }> {
  const select = await listedCases(ctx, slice);
  const { total } = await select().select(sql<number>`count(*)::int`.as('total')).executeTakeFirstOrThrow();
  const every = Math.ceil(total / MOST_TEXTS);
  const texts = await select()
    .select(['id', 'number', 'title', 'fact_id', 'address', 'registered_at'])
    .select(sql<string>`left(body, ${READ_LETTERS})`.as('body'))
    .$if(every > 1, (query) =>
      query.where(sql<boolean>`('x' || right(id::text, 6))::bit(24)::int % ${every} = 0`),
    )
    .orderBy('registered_at', 'desc')
    .orderBy('id')
    .limit(MOST_TEXTS + 500)
    .execute();
  return { texts, total };
}

function present(members: readonly Text[], name: string): TextCluster {
  const byFact = new Map<string, number>();
  for (const { fact_id } of members)
    if (fact_id !== null) byFact.set(fact_id, (byFact.get(fact_id) ?? 0) + 1);
  const [factId, factCount] = [...byFact].reduce<[string | null, number]>(
    (best, one) => (one[1] > best[1] ? one : best),
    [null, 0],
  );
  return {
    name: name === '' ? firstWords(forLists(members[0]!.title)) : name,
    count: members.length,
    numbers: members.slice(0, SHOWN.numbers).map(({ number }) => number),
    factId,
    factCount,
    places: new Set(members.flatMap(({ address }) => address ?? [])).size,
    firstAt: members.at(-1)!.registered_at.toISOString(),
    lastAt: members[0]!.registered_at.toISOString(),
    examples: members
      .slice(0, SHOWN.examples)
      .map(({ number, title }) => ({ number, title: forLists(title) })),
  };
}

/** As long as a name may be. */
const firstWords = (title: string): string => title.split(/\s+/u).slice(0, 6).join(' ');
