import { listRequests } from '../../../shared/contract/pages/gospubliki.ts';
import { createPublication, submitPublication } from '../../../shared/contract/pages/publications-acts.ts';
import { askOutside } from '../../../shared/contract/pages/publications-outside.ts';
import { listRegister, type Register } from '../../../shared/contract/pages/register.ts';
import { visitPolls } from './screen-polls.ts';
import type { Speaker } from './server.ts';
import { signInAs } from './sign-in.ts';

/** One screen as one person finds it: see screens.ts. */
interface PageVisit {
  route: string;
  address: string;
  who: string;
}

/** Pieces as their screen shows them: one that its editor writes on, one that waits for whoever agrees. */
async function addPublications(server: Speaker, editor: string, { bodies }: Register): Promise<PageVisit[]> {
  const dueAt = new Date(Date.now() + 36 * 3_600_000).toISOString();
  const variants = bodies
    .flatMap(({ pages }) => pages)
    .slice(0, 3)
    .map(({ id: pageId }, at) => ({ pageId, ownText: at === 2 ? 'Тёплая остановка открыта' : null, dueAt }));
  const text = 'На улице Титова поставили тёплую остановку: обогрев, табло, пандус.';
  const make = () => server.call(createPublication, { body: { text, risk: 'usual', variants } }, editor);
  const [written, handed] = [await make(), await make()];
  const { id, version } = handed;
  const sent = await server.call(submitPublication, { params: { id }, body: { version } }, editor);
  const ask = { params: { id }, body: { version: sent.version, name: 'Директор школы № 3 Орлова', days: 3 } };
  const { url } = await server.call(askOutside, ask, editor);
  return [
    { route: '/a/$token', address: url.replace(/^https?:\/\/[^/]+/u, ''), who: 'anyone' },
    { route: '/a/$token', address: '/a/wrong', who: 'anyone' },
    { route: '/staff/publications', address: `/staff/publications?id=${written.id}`, who: 'editor' },
    { route: '/staff/publications', address: `/staff/publications?id=${id}`, who: 'approver' },
  ];
}

/** Requests for placement of the demo city, one in each state, and one there is not. */
async function visitRequests(server: Speaker, editor: string): Promise<PageVisit[]> {
  const { requests } = await server.call(listRequests, { query: { shelf: 'all' } }, editor);
  const byLook = new Map(requests.map(({ look, id }) => [look, id]));
  return [...byLook.values(), '00000000-0000-4000-8000-000000000000'].map((id) => ({
    route: '/staff/gospubliki/$id',
    address: `/staff/gospubliki/${id}`,
    who: 'editor',
  }));
}

/** Official pages of the demo city in the states that draw different parts, and what is published on them. */
export async function visitPages(server: Speaker): Promise<PageVisit[]> {
  const editor = await signInAs(server, 'editor');
  const register = await server.call(listRegister, {}, editor);
  const pages = register.bodies.flatMap((body) => body.pages);
  const exempt = register.bodies.filter(({ exemptions }) => exemptions.length > 0).slice(0, 1);
  const views = [
    ...['revoked', 'verified', 'needs_fix']
      .flatMap((state) => pages.find((page) => page.verification === state) ?? [])
      .map(({ id }) => `id=${id}`),
    ...exempt.map(({ unitId }) => `body=${unitId}`),
  ];
  return [
    ...views.map((view) => ({ route: '/staff/pages', address: `/staff/pages?${view}`, who: 'editor' })),
    ...(await addPublications(server, editor, register)),
    ...(await visitRequests(server, editor)),
    // What residents are asked stands beside what the city says.
    ...(await visitPolls(server)),
  ];
}
