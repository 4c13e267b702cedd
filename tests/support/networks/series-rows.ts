import { findPublications } from '../../../server/base/networks/index.ts';
import { isTransient } from '../../../server/lib/database/transient.ts';
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
  /** How far the clock of the server is from that of the networks, ms. */
  wandering: { by: number };
}

export type Row = Awaited<ReturnType<typeof findPublications>>[number];

const MOST_TRIES = 20;

/** An act of the test itself: where its connection was ended in the meantime, it is begun anew, as nothing was done by it. */
export async function asSystem<T>(
  { server }: Pick<Series, 'server'>,
  work: (ctx: Ctx) => Promise<T>,
): Promise<T> {
  const caller = { actor: { kind: 'system', name: 'series' }, requestId: 's', ip: '' } as const;
  for (let tries = 1; ; tries += 1)
    try {
      return await runMutation(server.app.services, caller, work);
    } catch (error) {
      if (tries >= MOST_TRIES || !isTransient(error)) throw error;
    }
}

export async function readRows(
  series: Series,
  rows: Map<string, Row>,
  ids: readonly string[],
): Promise<void> {
  for (const row of await asSystem(series, (ctx) => findPublications(ctx, KIND, ids)))
    rows.set(row.subject_id, row);
}
