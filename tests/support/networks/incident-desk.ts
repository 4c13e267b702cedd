import { expect } from 'vitest';
import type { SeenPost } from '../../../server/base/networks/index.ts';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import { sortIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import { approveReply, draftReply } from '../../../shared/contract/monitoring/incident-replies.ts';
import { type IncidentCard, readIncident } from '../../../shared/contract/monitoring/incidents.ts';
import { makeUnit } from '../site/cases.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  type ToldNetwork,
  tellNetwork,
} from './told-network.ts';

/** A server with a page of ours in a network in memory, and what people do at the desk of incidents. */
export interface IncidentDesk {
  server: TestServer;
  network: ToldNetwork;
  page: NetworkPage;
  operator: string;
  chair: string;
  unitId: string;
  /** A comment of a stranger under our post, taken in: its incident. */
  comment: (given?: Partial<SeenPost>) => Promise<IncidentCard>;
  /** The incident a post is of, by the post's number in the network. */
  find: (externalId: string) => Promise<IncidentCard>;
  read: (id: string, cookie?: string) => Promise<IncidentCard>;
  sort: (card: IncidentCard, given?: object) => Promise<IncidentCard>;
  draft: (card: IncidentCard, given?: object, cookie?: string) => Promise<IncidentCard>;
  approve: (card: IncidentCard) => Promise<IncidentCard>;
}

export const memberOf = (card: IncidentCard) => card.talk.find(({ isMember }) => isMember)!;

export async function openIncidentDesk(): Promise<IncidentDesk> {
  const server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  const network = tellNetwork();
  joinNetwork(server, network);
  const page = await addPage(server, await signInAs(server, 'admin'));
  const operator = await signInAs(server, 'operator');
  const chair = await signInAs(server, 'chair');
  const unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
  let count = 0;
  const read = (id: string, cookie = operator) => server.call(readIncident, { params: { id } }, cookie);
  const find = async (externalId: string) => {
    const { rows } = await server.app.pool.query(
      'SELECT incident_id FROM incidents.member JOIN posts.post ON post.id = post_id WHERE external_id = $1',
      [externalId],
    );
    return read(rows[0].incident_id);
  };
  return {
    server,
    network,
    page,
    operator,
    chair,
    unitId,
    read,
    find,
    async comment(given = {}) {
      count += 1;
      const post = makePost({ id: `c-${count}`, authorId: `author-${count}`, ...given });
      const reading = readingOf(`event-${count}`, { fact: 'seen', post });
      expect(await deliverEvent(server, page, reading)).toBe(200);
      await server.drain();
      return find(post.id);
    },
    sort: (card, given = {}) =>
      server.call(
        sortIncident,
        {
          params: { id: card.id },
          body: {
            version: card.version,
            factId: card.offer.topics[0]!.factId,
            place: { address: 'Титова, 14' },
            importance: 'normal',
            unitId: null,
            ...given,
          },
        },
        operator,
      ),
    draft: (card, given = {}, cookie = operator) =>
      server.call(
        draftReply,
        {
          params: { id: card.id },
          body: {
            version: card.version,
            postId: memberOf(card).id,
            pageId: page.id,
            text: 'Здравствуйте! Воду дадут сегодня к 18:00.',
            ...given,
          },
        },
        cookie,
      ),
    approve: (card) =>
      server.call(
        approveReply,
        { params: { id: card.id, reply: card.replies[0]!.id }, body: { version: card.version } },
        chair,
      ),
  };
}
