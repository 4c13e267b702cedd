import { findPublications } from '../../../server/base/networks/index.ts';
import type { Ctx } from '../../../server/lib/module/context.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import type { PublishingWorld, TestTime } from '../../connectors/kit/world.ts';
import type { Dice } from '../../suppression/random-city.ts';
import type { TestServer } from '../site/server.ts';

export const KIND = 'series-post';

export interface SeriesReport {
  posts: number;
  /** Faults the networks dealt, and how many of them to a post itself. */
  faults: number;
  faultsOfPosts: number;
  /** How often a person had to say how one ended. */
  asked: number;
  /** Posts that stand nowhere, stand twice, or are said to stand where they do not. */
  lost: string[];
  doubled: string[];
  wrong: string[];
  /** Posts whose fault nobody could see within a minute, and the longest time until one was seen, ms. */
  silent: string[];
  longestSilence: number;
}

interface Asked {
  id: string;
  text: string;
  network: string;
}

export interface Series {
  server: TestServer;
  time: TestTime;
  dice: Dice;
  worlds: Map<string, PublishingWorld>;
  asked: Asked[];
  /** When the network last dealt a fault to a post, by its words. */
  dealt: Map<string, number>;
  report: SeriesReport;
}

export type Row = Awaited<ReturnType<typeof findPublications>>[number];

export const asSystem = <T>({ server }: Pick<Series, 'server'>, work: (ctx: Ctx) => Promise<T>): Promise<T> =>
  runMutation(
    server.app.services,
    { actor: { kind: 'system', name: 'series' }, requestId: 's', ip: '' },
    work,
  );

export async function readRows(
  series: Series,
  rows: Map<string, Row>,
  ids: readonly string[],
): Promise<void> {
  for (const row of await asSystem(series, (ctx) => findPublications(ctx, KIND, ids)))
    rows.set(row.subject_id, row);
}
