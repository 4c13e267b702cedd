import { setTimeout as sleep } from 'node:timers/promises';
import { composeReport } from '../../../../shared/contract/group/head-reports.ts';
import { signProtocol } from '../../../../shared/contract/group/working-group-protocol.ts';
import { DAY } from '../../../../shared/time.ts';
import { allRoutes } from '../../../access/asked.ts';
import { ABSENT, makeSample } from '../../../bad-input/sample.ts';
import { type Group, makeGroup, makeMeeting } from '../../../support/group/group.ts';
import { holdMeeting, password, sendToReview } from '../../../support/group/protocol.ts';
import { wordsOfReply } from '../../../support/reply-words.ts';
import type { Speaker } from '../../../support/site/server.ts';
import { findTraces, type Trace } from './traces.ts';

/** What a town prints and hands out: every report in each of its kinds, open data, the papers of a meeting. */

export interface Papers {
  files: number;
  traces: Trace[];
  /** What nobody of the town could get, with what it answered. */
  refused: string[];
}

/** A minute's limit of files is waited out. */
const WAIT_MS = 10_000;
const MOST_WAITS = 7;

const routes = allRoutes.filter(
  ({ method, path, download }) => method === 'GET' && path.startsWith('/api/') && download === true,
);

const dayIn = (days: number): string => new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
/** What a reader chooses first: this month, whatever list comes first; nothing that narrows. */
const chosen = {
  from: dayIn(-30),
  to: dayIn(0),
  year: new Date().getUTCFullYear(),
  cursor: ABSENT,
  q: ABSENT,
};

const withQuery = (path: string, query: Readonly<Record<string, unknown>>): string => {
  const given = Object.entries(query).flatMap(([key, value]) =>
    value === null || typeof value === 'object' ? [] : [[key, String(value)]],
  );
  return given.length > 0 ? `${path}?${new URLSearchParams(given)}` : path;
};

/** Kinds of file a route gives; one nameless where it gives but one. */
function formatsOf(query: unknown): readonly (string | null)[] {
  const shape = (query as { shape?: { format?: { unwrap?: () => { options?: string[] } } } } | undefined)
    ?.shape;
  return shape?.format?.unwrap?.().options ?? [null];
}

interface Asking {
  server: Speaker;
  cookies: readonly string[];
  papers: Papers;
}

/** Asks for a file as each of the people until somebody gets it. */
async function ask(
  { server, cookies, papers }: Asking,
  place: string,
  urls: readonly string[],
): Promise<void> {
  let said = '';
  for (const cookie of cookies) {
    for (const url of urls) {
      const headers = { 'x-otklik': '1', cookie };
      let reply = await server.inject({ method: 'GET', url, headers });
      for (let wait = 0; wait < MOST_WAITS && reply.statusCode === 429; wait += 1) {
        await sleep(WAIT_MS);
        reply = await server.inject({ method: 'GET', url, headers });
      }
      if (reply.statusCode < 300) {
        papers.files += 1;
        papers.traces.push(...findTraces(place, await wordsOfReply(reply)));
        return;
      }
      said = `${reply.statusCode} ${reply.body.slice(0, 160)}`;
    }
  }
  papers.refused.push(`${place}: ${said}`);
}

/** A meeting that is prepared, one whose protocol the members read, and a report to the head. */
async function makeGroupPapers(server: Speaker): Promise<{ group: Group; things: Record<string, string> }> {
  const group = await makeGroup(server, '15');
  const days = { day: dayIn(0), dueOn: dayIn(20) };
  const prepared = await makeMeeting(server, group, { day: dayIn(7) });
  const held = await sendToReview(server, group, await holdMeeting(server, group, days));
  const params = { id: held.id };
  const body = { version: held.version, password };
  await server.call(signProtocol, { params, body }, group.cookies.deputy);
  await server.drain();
  const month = { from: chosen.from, to: chosen.to };
  const report = await server.call(composeReport, { body: month }, group.cookies.secretary);
  return {
    group,
    things: { prepared: prepared.id, held: held.id, report: report.id, person: group.ids.member },
  };
}

/** What a path of the group is about; others with an id have nothing in a town of one message. */
function thingOf(path: string, { prepared = '', held = '', report = '' }: Record<string, string>): string {
  if (path.startsWith('/api/head-reports/:id')) return report;
  if (!path.startsWith('/api/working-group/meetings/:id')) return ':id';
  // Of a meeting that is to come they tell of it.
  return /agenda$|notice$/u.test(path) ? prepared : held;
}

/** Everything the town gives out, as its own people get it. `more` are cookies of those people. */
export async function readPapers(server: Speaker, more: readonly string[]): Promise<Papers> {
  const { group, things } = await makeGroupPapers(server);
  const papers: Papers = { files: 0, traces: [], refused: [] };
  const asking = { server, cookies: [...more, ...Object.values(group.cookies)], papers };
  for (const { id, path, query } of routes) {
    const filled = path.replace(':id', thingOf(path, things));
    if (filled.includes(':')) continue;
    const sample = makeSample({ id, query } as never, { ...chosen, person: things.person }).query;
    for (const format of formatsOf(query)) {
      const kind = format === null ? {} : { format };
      await ask(asking, `${path}${format === null ? '' : ` ${format}`}`, [
        withQuery(filled, { ...(path.endsWith('/extract') && { person: things.person }), ...kind }),
        withQuery(filled, { from: chosen.from, to: chosen.to, ...kind }),
        withQuery(filled, { ...sample, ...kind }),
      ]);
    }
  }
  return papers;
}
