/** One server of the product on a clone of the test database, with its staff, at a virtual time that the walks move. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { findFact } from '../../server/base/taxonomy/index.ts';
import { listBodies } from '../../shared/contract/messages/cases-moves.ts';
import type { Route, RouteInput, RouteReply } from '../../shared/contract/route.ts';
import { makeUnit } from '../support/site/cases.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
import { addDays, type World } from './oracle/calendar.ts';
import type { Role } from './oracle/facts.ts';

/** Facts of the rubricator the walks are about: terms in calendar days, working days, hours of duty. */
export const topics = ['roads.building.plan', 'roads.winter.street-dirt', 'energy.networks.wire'] as const;

export interface Site {
  server: TestServer;
  /** Cookies by the oracle's roles; several hold one place in the product. */
  cookies: Record<Exclude<Role, 'author' | 'time'>, string>;
  approver: string;
  unitId: string;
  /** Bodies outside the administration by their place in the directory. */
  bodies: { id: string; title: string }[];
  /** The moment that the server believes in, ms; each request is a second later than the one before. */
  now: () => number;
  setNow: (at: number) => void;
  send: <R extends Route>(route: R, input: RouteInput<R>, cookie?: string) => Promise<Sent<R>>;
  /** Runs jobs by name, and all that waits. */
  run: (...jobs: string[]) => Promise<void>;
  close: () => Promise<void>;
}

export type Sent<R extends Route> =
  | { ok: true; reply: RouteReply<R> }
  | { ok: false; status: number; text: string };

interface CalendarPack {
  validFrom: string;
  validTo: string;
  holidays: { days: string[] }[];
  years: {
    year: number;
    moved?: Record<string, string>;
    declared?: { from: string; to: string }[];
    working?: string[];
  }[];
}

/** The city of the tests lives five hours east of Greenwich. */
const OFFSET_MINUTES = 300;

/** Days for the oracle, as data; it reads no file itself. */
export function readWorld(): World {
  const source = new URL('../../packs/base/calendar/ru-2019-2027.json', import.meta.url);
  const pack = JSON.parse(readFileSync(source, 'utf8')) as CalendarPack;
  const off = new Set<string>();
  const worked = new Set<string>();
  const holidays = pack.holidays.flatMap(({ days }) => days);
  for (const { year, moved = {}, declared = [], working = [] } of pack.years) {
    for (const day of [...holidays, ...Object.keys(moved)]) off.add(`${year}-${day}`);
    for (const { from, to } of declared)
      for (let day = `${year}-${from}`; day <= `${year}-${to}`; day = addDays(day, 1)) off.add(day);
    for (const day of working) worked.add(`${year}-${day}`);
  }
  return { calendar: { off, worked, from: pack.validFrom, to: pack.validTo }, offsetMinutes: OFFSET_MINUTES };
}

export async function openSite(at: number): Promise<Site> {
  const server = await startTestServer({ OTKLIK_POOL: '8' });
  let now = at;
  const setNow = (next: number) => {
    now = next;
    server.setNow(new Date(next).toISOString());
  };
  setNow(at);
  const unitId = await makeUnit(server, 'Управление дорог', findFact(topics[0])!.executorKind);
  const [operator, executor, approver, head, observer] = await Promise.all([
    signInAs(server, 'operator'),
    signInAs(server, 'executor', { unitId }),
    signInAs(server, 'approver'),
    signInAs(server, 'head'),
    signInAs(server, 'observer'),
  ]);
  const { bodies } = await server.call(listBodies, {}, operator);
  const send = async <R extends Route>(
    route: R,
    input: RouteInput<R>,
    cookie?: string,
    tries = 30,
  ): Promise<Sent<R>> => {
    setNow(now + 1000);
    try {
      return { ok: true, reply: await server.call(route, input, cookie) };
    } catch (error) {
      const found = /^[^:]+: (\d{3}) (.*)$/su.exec((error as Error).message);
      if (!found) throw error;
      // A busy machine answers «повторите через минуту»; so does whoever asked.
      if (found[1] === '503' && tries > 0) {
        await setTimeout(2000);
        return send(route, input, cookie, tries - 1);
      }
      if (Number(found[1]) >= 500) throw error;
      return { ok: false, status: Number(found[1]), text: found[2]! };
    }
  };
  return {
    server,
    cookies: { head, official: head, clerk: operator, executor, observer },
    approver,
    unitId,
    bodies,
    now: () => now,
    setNow,
    send: (route, input, cookie) => send(route, input, cookie),
    run: async (...jobs) => {
      for (const job of jobs)
        await sql`SELECT graphile_worker.add_job(${job}, '{}'::json)`.execute(server.app.services.database);
      await server.drain();
    },
    close: server.close,
  };
}
