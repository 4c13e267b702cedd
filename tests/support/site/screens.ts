import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { trackPath } from '../../../server/messages/cases/core/tracking.ts';
import { freezeMatrix } from '../../../shared/contract/heatmap/heatmap.ts';
import { createExecutorLink } from '../../../shared/contract/messages/cases-answers.ts';
import { listMedia } from '../../../shared/contract/monitoring/media.ts';
import { registerLetter } from './appeals.ts';
import { visitBreaches } from './screen-breaches.ts';
import { visitKiosk } from './screen-kiosk.ts';
import { addTakenOff, visitTakenOff } from './screen-moderation.ts';
import { visitPages } from './screen-pages.ts';
import {
  addIncident,
  addSigned,
  findAdvice,
  findAssignments,
  findDemoCases,
  findHouse,
  findMeetings,
  findZone,
  joinTwo,
} from './screen-things.ts';
import { screenViews } from './screen-views.ts';
import type { Speaker } from './server.ts';
import { signInAs, signInResident } from './sign-in.ts';

/** One screen as one person finds it. */
export interface Visit {
  /** Its address as declared, with `$` before parameters. */
  route: string;
  /** The address with its parameters filled in. */
  address: string;
  /** `anyone`, `resident` or a role of staff. */
  who: string;
}

const web = resolve(import.meta.dirname, '../../../web');

/** Addresses a world declares: the portal in routes.tsx, the workplace in its sections. Read as text: a test draws no screens. */
export function listRoutes(world: 'portal' | 'staff'): string[] {
  const files = world === 'portal' ? ['routes.tsx'] : globSync('*/section.ts', { cwd: join(web, world) });
  const sources = files.toSorted().map((file) => readFileSync(join(web, world, file), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/\b(?:screen|thing|bare)\(\s*'([^']+)'/gu)].map(([, path]) => path!),
  );
}

/** Who opens a screen that wants somebody other than `anyone` on the portal and the head of the centre at work. */
const people: Readonly<Record<string, string>> = {
  '/me': 'resident',
  '/appeal': 'resident',
  '/staff/sign-in': 'anyone',
  '/staff/sign-in/return': 'anyone',
  '/staff/new-password': 'anyone',
  '/staff/setup': 'anyone',
  '/staff/inbox': 'operator',
  '/staff/call': 'operator',
  '/staff/import': 'operator',
  '/staff/outages': 'operator',
  '/staff/people': 'admin',
  '/staff/directories': 'admin',
  '/staff/outlines': 'admin',
  '/staff/channels': 'admin',
  '/staff/networks': 'admin',
  '/staff/exchange': 'admin',
  '/staff/state': 'admin',
  '/staff/backups': 'admin',
  '/staff/machines': 'admin',
  '/staff/breaches': 'admin',
  '/staff/our-city': 'admin',
  '/staff/outbox': 'admin',
  '/staff/security': 'admin',
  '/staff/letters': 'admin',
  '/staff/model': 'admin',
  '/staff/helper': 'admin',
};

/** Addresses of the routes with parameters, from the demo's cases; each in the states that draw different parts. */
async function fillParameters(server: Speaker): Promise<Visit[]> {
  const find = await findDemoCases(server);
  const operator = await signInAs(server, 'operator');
  const inWork = find('in_work');
  const letter = await registerLetter(server, operator);
  const problem = await joinTwo(server, operator);
  const house = await findHouse(server);
  const meeting = await findMeetings(server);
  const advice = await findAdvice(server);
  const zone = await findZone(server);
  const assignments = await findAssignments(server);
  const incident = await addIncident(server, operator);
  const takenOff = await addTakenOff(server, incident);
  const { contacts } = await server.call(listMedia, { query: {} }, operator);
  const assignmentCard = (id: string, who = 'secretary'): Visit => ({
    route: '/staff/assignments/$id',
    address: `/staff/assignments/${id}`,
    who,
  });
  const meetingCard = (id: string): Visit => ({
    route: '/staff/working-group/meetings/$id',
    address: `/staff/working-group/meetings/${id}`,
    who: 'secretary',
  });
  const snapshot = await server.call(
    freezeMatrix,
    { body: { from: '2026-11-01', to: '2026-11-30', measure: 'received' } },
    await signInAs(server, 'chair'),
  );
  const link = await server.call(createExecutorLink, { params: { id: inWork.id }, body: {} }, operator);
  const [answered, moderated, closed] = [find('answered'), find('moderation'), find('closed', true)];
  const own = trackPath(answered.number, answered.contact);
  const card = (status: string, who: string): Visit => ({
    route: '/staff/cases/$number',
    address: `/staff/cases/${find(status).number}`,
    who,
  });
  return [
    ...['', `?id=${incident}`, '?tab=over', '?q=%D0%BD%D0%B5%D1%82%D1%83'].map((view) => ({
      route: '/staff/social',
      address: `/staff/social${view}`,
      who: 'operator',
    })),
    ...(await visitPages(server)),
    ...(await visitBreaches(server)),
    ...contacts.map(({ id }) => ({
      route: '/staff/media/$id',
      address: `/staff/media/${id}`,
      who: 'editor',
    })),
    ...visitTakenOff(takenOff),
    ...['inbox', 'cases-one', 'guide-administrator', 'no-such-text'].map((topic) => ({
      route: '/staff/help/$topic',
      address: `/staff/help/${topic}`,
      who: 'chair',
    })),
    { route: '/staff/heat-views/$key', address: '/staff/heat-views/wrong', who: 'chair' },
    { route: '/staff/zones/$id', address: `/staff/zones/${zone}`, who: 'chair' },
    { route: '/done/$number', address: own.replace('/m/', '/done/'), who: 'anyone' },
    { route: '/m/$number', address: own, who: 'anyone' },
    { route: '/m/$number', address: trackPath(moderated.number, moderated.contact), who: 'anyone' },
    { route: '/m/$number', address: `/m/${closed.number}`, who: 'anyone' },
    { route: '/m/$number', address: `/m/${find('in_work', false).number}`, who: 'anyone' },
    { route: '/m/$number', address: '/m/1999-01-0001', who: 'anyone' },
    { route: '/e/$token', address: link.url.replace(/^https?:\/\/[^/]+/u, ''), who: 'anyone' },
    { route: '/e/$token', address: '/e/wrong', who: 'anyone' },
    ...(await visitKiosk(server)),
    card('moderation', 'operator'),
    card('in_work', 'executor'),
    card('review', 'approver'),
    card('closed', 'chair'),
    { route: '/staff/cases/$number', address: '/staff/cases/1999-01-0001', who: 'chair' },
    { route: '/staff/problems/$id', address: `/staff/problems/${problem}`, who: 'chair' },
    ...[snapshot.number, 'С-1999-01-0001'].map((number) => ({
      route: '/staff/snapshots/$number',
      address: `/staff/snapshots/${encodeURIComponent(number)}`,
      who: 'chair',
    })),
    {
      route: '/staff/recommendations/$id',
      address: `/staff/recommendations/${advice.recommendation}`,
      who: 'chair',
    },
    { route: '/staff/reports/$id', address: `/staff/reports/${advice.report}`, who: 'head' },
    { route: '/staff/practices/$id', address: `/staff/practices/${advice.practice}`, who: 'chair' },
    assignmentCard(assignments.reported),
    assignmentCard(assignments.accepted),
    assignmentCard(assignments.in_work, 'chair'),
    assignmentCard('00000000-0000-4000-8000-000000000000'),
    meetingCard(meeting('agenda_draft')),
    meetingCard(meeting('held')),
    meetingCard('00000000-0000-4000-8000-000000000000'),
    ...[meeting('held'), meeting('signed'), '00000000-0000-4000-8000-000000000000'].map((id) => ({
      route: '/staff/working-group/meetings/$id/protocol',
      address: `/staff/working-group/meetings/${id}/protocol`,
      who: 'secretary',
    })),
    { route: '/check/$id', address: `/check/${await addSigned(server)}`, who: 'anyone' },
    { route: '/check/$id', address: '/check/00000000-0000-4000-8000-000000000000', who: 'anyone' },
    {
      route: '/staff/working-group/room/$id',
      address: `/staff/working-group/room/${meeting('held')}`,
      who: 'secretary',
    },
    {
      route: '/staff/problems/$id',
      address: '/staff/problems/00000000-0000-4000-8000-000000000000',
      who: 'chair',
    },
    ...[house, house.replace(/:[^:]+$/u, '').replace('house', 'street'), 'house:nowhere:1'].map((key) => ({
      route: '/staff/objects/$key',
      address: `/staff/objects/${encodeURIComponent(key)}`,
      who: 'chair',
    })),
    { route: '/staff/office/$number', address: `/staff/office/${letter.number}`, who: 'chair' },
    { route: '/staff/office/$number', address: '/staff/office/1999-01-0001', who: 'chair' },
  ];
}

/** Every route of both worlds, at least once; a route with a parameter nobody filled is an error. */
export async function planVisits(server: Speaker): Promise<Visit[]> {
  const filled = await fillParameters(server);
  return (['portal', 'staff'] as const).flatMap((world) => {
    const usual = world === 'portal' ? 'anyone' : 'chair';
    const missing = world === 'portal' ? '/no-such-page' : '/staff/no-such-page';
    const plain = listRoutes(world).flatMap((route): Visit[] => {
      const known = filled.filter((visit) => visit.route === route);
      if (known.length > 0) return known;
      if (route.includes('$'))
        throw new Error(`Нечем заполнить адрес ${route}: допишите tests/support/site/screens.ts`);
      const who = people[route] ?? usual;
      return ['', ...(screenViews[route] ?? [])].map((view) => ({ route, address: route + view, who }));
    });
    return [...plain, { route: '*', address: missing, who: usual }];
  });
}

/** Cookie of each person a plan names; `anyone` has none. */
export async function signInPeople(server: Speaker, visits: readonly Visit[]): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const who of new Set(visits.map((visit) => visit.who))) {
    if (who === 'resident') cookies.set(who, await signInDemoResident(server));
    else if (who !== 'anyone') cookies.set(who, await signInAs(server, who));
  }
  return cookies;
}

/** The resident of the demo who has written most: the account is full. */
async function signInDemoResident(server: Speaker): Promise<string> {
  const { rows } = await server.app.pool.query<{ phone: string }>(
    'SELECT phone FROM cases.contact WHERE phone IS NOT NULL GROUP BY phone ORDER BY count(*) DESC, phone LIMIT 1',
  );
  return signInResident(server, rows[0]?.phone);
}
