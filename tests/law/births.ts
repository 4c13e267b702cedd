/** How the cases of a chunk come into the register: letters, calls, cards of 112, publications, a table of another system. */

import { randomUUID } from 'node:crypto';
import { nameComplained } from '../../shared/contract/messages/cases-moves.ts';
import { submitMessage } from '../../shared/contract/messages/cases-portal.ts';
import { registerCase } from '../../shared/contract/messages/cases-staff.ts';
import { registerAppeal } from '../../shared/contract/messages/office.ts';
import { HOUR } from '../../shared/time.ts';
import { importTable } from '../support/imports.ts';
import { addDays, dayOf, startOfDay, type World } from './oracle/calendar.ts';
import type { Facts } from './oracle/facts.ts';
import { begin } from './oracle/life.ts';
import type { Plan } from './plan.ts';
import type { Partner, Player } from './player.ts';
import { sideBySide } from './side-by-side.ts';
import { type Site, topics } from './site.ts';

const channels = {
  pos_message: 'phone_call',
  open_source: 'media_publication',
  internal: 'edds_112',
} as const;
/** Channels of a table of another system, as its column names them. */
const imported = { pos_message: 'pos', open_source: 'social_post', internal: 'edds_112' } as const;

const signIds = {
  reportsCrime: 'reports-crime',
  migration: 'migration',
  challengesCourtAct: 'court-act',
  illegible: 'illegible',
  insults: 'insult',
  repeated: 'repeated',
} as const;

export function signsOf({ signs }: Plan): string[] {
  const named = Object.entries(signIds).flatMap(([fact, id]) =>
    signs[fact as keyof typeof signIds] ? [id] : [],
  );
  return [
    ...named,
    ...(signs.indefiniteCircle ? ['public-interest', 'answer-published'] : []),
    ...(signs.hasName ? [] : ['no-surname']),
    ...(signs.hasAddress ? [] : ['no-return-address']),
  ];
}

const receivedAt = (world: World, site: Site, plan: Plan): number =>
  plan.late === 0 ? site.now() : startOfDay(world, addDays(dayOf(world, site.now()), -plan.late)) + 11 * HOUR;

const phoneOf = (index: number): string => `+7912${String(1_000_000 + (index % 8_999_999)).padStart(7, '0')}`;

interface Born {
  id: string;
  number: string;
  dueAt: string | null;
}

async function registered(world: World, site: Site, plan: Plan): Promise<Born> {
  const { regime, signs, index, late, topic } = plan;
  const common = {
    clientKey: randomUUID(),
    text: `Пробное обращение ${index}: просим принять меры, подробности на месте.`,
    factId: topics[topic]!,
    ...(late > 0 && { receivedAt: new Date(receivedAt(world, site, plan)).toISOString() }),
    ...(signs.hasName && { name: 'Пробный Пётр Ильич' }),
  };
  const reach = { phone: phoneOf(index), ...(plan.hasEmail && { email: `walk${index}@example.ru` }) };
  if (plan.byPortal) return byPortal(site, plan, common.text);
  if (regime !== 'appeal_59fz') {
    const body = { ...common, ...reach, kind: channels[regime] };
    return required(await site.send(registerCase, { body }, site.cookies.clerk));
  }
  const body = {
    ...common,
    kind: 'paper' as const,
    signs: signsOf(plan),
    ...(signs.hasAddress && {
      returnAddress: 'ул. Титова, 14, кв. 3, г. Каменск-Уральский',
      ...(plan.hasEmail && { email: `walk${index}@example.ru` }),
      ...(plan.hasPhone && { phone: phoneOf(index) }),
    }),
  };
  return required(await site.send(registerAppeal, { body }, site.cookies.clerk));
}

/** A resident's own message, with a consent that may be withdrawn. */
async function byPortal(site: Site, plan: Plan, text: string): Promise<Born> {
  const body = {
    clientKey: randomUUID(),
    text,
    factId: topics[plan.topic]!,
    name: 'Пробный Пётр Ильич',
    phone: phoneOf(plan.index),
    consent: true,
    consentVersion: '1',
  };
  const { number, dueAt } = required(await site.send(submitMessage, { body }));
  const { rows } = await site.server.app.pool.query<{ id: string }>(
    'SELECT id FROM cases.case_file WHERE number = $1',
    [number],
  );
  return { id: rows[0]!.id, number, dueAt };
}

function required<T>(sent: { ok: true; reply: T } | { ok: false; status: number; text: string }): T {
  if (!sent.ok) throw new Error(`not registered: ${sent.status} ${sent.text}`);
  return sent.reply;
}

/** Those of the chunk that another system brings, in one table. */
async function importAll(world: World, site: Site, plans: readonly Plan[]): Promise<Map<number, Born>> {
  const born = new Map<number, Born>();
  if (plans.length === 0) return born;
  const rows = plans.map((plan) => {
    const moment = new Date(receivedAt(world, site, plan)).toISOString();
    const channel = imported[plan.regime as keyof typeof imported];
    return [
      `w${plan.index}`,
      moment,
      `Пробное сообщение ${plan.index} из другой системы`,
      topics[plan.topic],
      channel,
      'Пробный Пётр Ильич',
      phoneOf(plan.index),
    ];
  });
  const table = [['id', 'receivedAt', 'text', 'fact', 'channel', 'name', 'phone'], ...rows];
  const done = await importTable(
    site.server,
    site.cookies.clerk,
    table.map((row) => row.join(';')).join('\n'),
    {
      source: `walks-${plans[0]!.index}`,
    },
  );
  if (done.accepted !== plans.length)
    throw new Error(`imported ${done.accepted} of ${plans.length}: ${JSON.stringify(done)}`);
  const found = await site.server.app.pool.query<{
    ext: string;
    id: string;
    number: string;
    due_at: Date | null;
  }>(
    `SELECT contact.external_id AS ext, file.id, file.number, file.due_at FROM cases.contact AS contact
     JOIN cases.case_file AS file ON file.id = contact.case_id WHERE contact.external_source = $1`,
    [`walks-${plans[0]!.index}`],
  );
  for (const row of found.rows)
    born.set(Number(row.ext.slice(1)), {
      id: row.id,
      number: row.number,
      dueAt: row.due_at?.toISOString() ?? null,
    });
  return born;
}

const unitOf = (topic: number) => (['calendar_day', 'working_day', 'working_hour'] as const)[topic]!;

function factsOf(world: World, site: Site, plan: Plan, born: Born): Facts {
  const { complains, ...signs } = plan.signs;
  return {
    ...signs,
    regime: plan.regime,
    isReached: plan.signs.hasAddress && (plan.hasEmail || plan.hasPhone),
    receivedOn: dayOf(world, receivedAt(world, site, plan)),
    registeredOn: dayOf(world, site.now()),
    complainsAbout: complains ? site.bodies[0]!.id : null,
    unclear: false,
    stateSecret: false,
    promise:
      plan.regime === 'appeal_59fz' || born.dueAt === null
        ? null
        : { dueAt: Date.parse(born.dueAt), unit: unitOf(plan.topic) },
  };
}

export async function bear(world: World, site: Site, plans: readonly Plan[]): Promise<Player[]> {
  const fromTable = await importAll(
    world,
    site,
    plans.filter(({ byImport }) => byImport),
  );
  const players: Player[] = [];
  await sideBySide(plans, async (plan) => {
    const born = fromTable.get(plan.index) ?? (await registered(world, site, plan));
    const facts = factsOf(world, site, plan, born);
    players.push({
      plan,
      id: born.id,
      number: born.number,
      life: begin(world, facts, site.now()),
      phone: plan.hasPhone && plan.signs.hasAddress ? phoneOf(plan.index) : null,
      partner: null,
      problemId: null,
      isSplit: false,
      undoToken: null,
      isToldAfterAll: false,
      isReleased: false,
      isAdrift: false,
      course: [],
      found: [],
    });
  });
  players.sort((one, other) => one.plan.index - other.plan.index);
  await site.run();
  for (const player of players)
    if (player.life.facts.complainsAbout) await complain(site, player, player.life.facts.complainsAbout);
  return players;
}

async function complain(site: Site, player: Player, bodyId: string): Promise<void> {
  const body = { version: await versionOf(site, player.id), bodyIds: [bodyId] };
  required(await site.send(nameComplained, { params: { id: player.id }, body }, site.cookies.clerk));
}

export async function versionOf(site: Site, id: string): Promise<number> {
  return (await stateOf(site, id)).version;
}

export interface CaseState {
  version: number;
  status: string;
  due_at: Date | null;
  regime: string;
}

export async function stateOf(site: Site, id: string): Promise<CaseState> {
  const { rows } = await site.server.app.pool.query<CaseState>(
    'SELECT version, status, due_at, regime FROM cases.case_file WHERE id = $1',
    [id],
  );
  return rows[0]!;
}

/** A call about the same, for what takes two cases. */
export async function bearPartner(site: Site, { index, topic }: Plan): Promise<Partner> {
  const body = {
    clientKey: randomUUID(),
    text: `Пробный звонок о том же, что ${index}`,
    factId: topics[topic]!,
    kind: 'phone_call' as const,
    phone: phoneOf(index + 4_000_000),
    name: 'Пробная Анна Ильинична',
  };
  const { id, number } = required(await site.send(registerCase, { body }, site.cookies.clerk));
  return { id, number, plan: { topic } };
}
