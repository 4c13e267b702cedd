import { listGrounds } from '../../../shared/contract/group/counted.ts';
import { listDiscussions } from '../../../shared/contract/participation/discussions.ts';
import { listInitiatives } from '../../../shared/contract/participation/initiatives.ts';
import { listPolls } from '../../../shared/contract/participation/polls.ts';
import { createWidget } from '../../../shared/contract/participation/widgets.ts';
import type { Speaker } from './server.ts';
import { signInAs } from './sign-in.ts';

/** One screen as one person finds it: see screens.ts. */
interface PollVisit {
  route: string;
  address: string;
  who: string;
}

const widgetFields = {
  title: 'Школа № 5',
  hosts: ['https://school5.example'],
  offers: ['message' as const, 'done' as const],
  look: 'corner' as const,
  colour: 'blue' as const,
};

/** Polls of the demo in each of their states, as residents and as staff find them; and one there is not. */
export async function visitPolls(server: Speaker): Promise<PollVisit[]> {
  const editor = await signInAs(server, 'editor');
  const { items } = await server.call(listPolls, { query: {} }, editor);
  const widget = await server.call(createWidget, { body: widgetFields }, editor);
  const none = '00000000-0000-4000-8000-000000000000';
  const shown = items.filter(({ state }) => !['draft', 'legal-review', 'approved'].includes(state));
  return [
    ...[...shown.map(({ id }) => id), none].map((id) => ({
      route: '/polls/$id',
      address: `/polls/${id}`,
      who: 'anyone',
    })),
    ...[...items.map(({ id }) => id), none].map((id) => ({
      route: '/staff/polls/$id',
      address: `/staff/polls/${id}`,
      who: 'editor',
    })),
    ...[widget.id, none].map((id) => ({
      route: '/staff/widgets/$id',
      address: `/staff/widgets/${id}`,
      who: 'editor',
    })),
    { route: '/staff/polls', address: '/staff/polls?shelf=running', who: 'editor' },
    ...(await visitDiscussions(server, none)),
    ...(await visitCounted(server, none)),
    ...(await visitInitiatives(server, none)),
  ];
}

/** Discussions of the demo the same way. */
async function visitDiscussions(server: Speaker, none: string): Promise<PollVisit[]> {
  const { items } = await server.call(listDiscussions, { query: {} }, await signInAs(server, 'editor'));
  return [...items.map(({ id }) => id), none].flatMap((id) => [
    { route: '/consultations/$id', address: `/consultations/${id}`, who: 'anyone' },
    { route: '/staff/discussions/$id', address: `/staff/discussions/${id}`, who: 'editor' },
  ]);
}

/** Decisions of the demo that took residents into account, and the page of a year. */
async function visitCounted(server: Speaker, none: string): Promise<PollVisit[]> {
  const { grounds } = await server.call(listGrounds, { query: {} }, await signInAs(server, 'chair'));
  const year = String(new Date().getFullYear());
  return [
    ...[...grounds.map(({ id }) => id), none].map((id) => ({
      route: '/staff/counted/$id',
      address: `/staff/counted/${id}`,
      who: 'chair',
    })),
    { route: '/staff/counted', address: '/staff/counted?kind=measure', who: 'chair' },
    ...[year, '2001', 'soon'].map((one) => ({
      route: '/changed/$year',
      address: `/changed/${one}`,
      who: 'anyone',
    })),
  ];
}

/** Initiatives of the demo the same way; what waits or was refused is not there for everybody. */
async function visitInitiatives(server: Speaker, none: string): Promise<PollVisit[]> {
  const { items } = await server.call(listInitiatives, { query: {} }, await signInAs(server, 'editor'));
  return [...items.map(({ id }) => id), none].flatMap((id) => [
    { route: '/initiatives/$id', address: `/initiatives/${id}`, who: 'anyone' },
    { route: '/staff/initiatives/$id', address: `/staff/initiatives/${id}`, who: 'editor' },
  ]);
}
