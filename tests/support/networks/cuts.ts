import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import type { FakeFault, FakeRequest } from '../../fakes/kit/fake-server.ts';
import type { TestServer } from '../site/server.ts';
import { wordsIn } from './publishing-series.ts';
import type { Series } from './series-rows.ts';

/** Where an exchange is cut: before the network did what it was asked, after it, or between its answer and our writing of it down. */
const ways = ['before', 'after', 'unwritten'] as const;
type Way = (typeof ways)[number];

export interface Cuts {
  /** How often each point was cut: `vk POST /method/wall.post after`. */
  counts: Map<string, number>;
  /** How often each is to be. */
  times: number;
  /** What comes back from the network next finds no database. */
  loseDatabase: boolean;
}

export const openCuts = (times: number): Cuts => ({ counts: new Map(), times, loseDatabase: false });

export const isEnough = ({ counts, times }: Cuts): boolean =>
  counts.size > 0 && [...counts.values()].every((count) => count >= times);

export const pointsOf = ({ counts }: Cuts): Record<string, number> =>
  Object.fromEntries([...counts].toSorted());

/** The call of a request: its path without numbers, and the method where all have one path. */
function nameCall(network: string, { method, path, body, query }: FakeRequest): string {
  const called = /(?:^|&)method=([\w.]+)/u.exec(body)?.[1] ?? query.get('method') ?? '';
  return [network, method, path.replaceAll(/[^/]*\d[^/]*/gu, '…'), called].filter(Boolean).join(' ');
}

/**
 * The way this call was cut least; none once it was cut enough in each. Now and then none, so that an exchange comes to its end. What
 * people are to read is cut for as long as anything else is cut too seldom: what looks for a doubtful one is called for no other reason.
 */
function drawCut({ counts, times }: Cuts, { dice }: Series, call: string, isSpeaking: boolean): Way | null {
  const left = ways.map((way) => ({ way, count: counts.get(`${call} ${way}`) ?? 0 }));
  for (const { way, count } of left) counts.set(`${call} ${way}`, count);
  const least = left.toSorted((a, b) => a.count - b.count)[0];
  if (!least || (least.count >= times && !isSpeaking) || dice() < 0.3) return null;
  counts.set(`${call} ${least.way}`, least.count + 1);
  return least.way;
}

/** Each request may be cut, in one of the ways there are. `isSpeaking` = people are to read what it carries. */
export function dealCuts(
  series: Series,
  cuts: Cuts,
  isSpeaking: (network: string, request: FakeRequest) => boolean,
): void {
  for (const [network, world] of series.worlds)
    world.server.drawFault = (request): FakeFault | undefined => {
      forgiveHost(world.server.url);
      const isRead = isSpeaking(network, request);
      const way = drawCut(cuts, series, nameCall(network, request), isRead);
      if (!way) return undefined;
      series.report.faults += 1;
      if (isRead) {
        series.report.faultsOfPosts += 1;
        series.dealt.set(wordsIn(request), series.time.now());
      }
      if (way === 'unwritten') cuts.loseDatabase = true;
      return way === 'unwritten' ? undefined : { kind: 'cut', isAfter: way === 'after' };
    };
}

/** Every connection of the server to its database ends: what the network answered is written down nowhere. */
const endConnections = (server: TestServer) =>
  server.asOwner(`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`);

/** What the network answers, after which there may be no database. */
export async function losingAfter<T>({ server }: Series, cuts: Cuts, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } finally {
    if (cuts.loseDatabase) {
      cuts.loseDatabase = false;
      await endConnections(server);
    }
  }
}
