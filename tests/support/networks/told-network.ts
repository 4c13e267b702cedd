import {
  type NetworkConnector,
  type NetworkFact,
  NetworkFailure,
  type NetworkReading,
  networkConnector,
  type PageProfile,
  type SeenPost,
  type Spoken,
  type Utterance,
} from '../../../server/base/networks/index.ts';
import { isSameSecret } from '../../../server/lib/ids.ts';
import type { Port } from '../../../server/lib/module/port.ts';
import { createNetworkPage, type NetworkPage } from '../../../shared/contract/base/networks.ts';
import type { Speaker } from '../site/server.ts';
import { type ToldPosts, tellPosts } from './told-posts.ts';

/** A network in memory: what it tells is what a test says, what is said in it stays to be looked at. */
export interface ToldNetwork {
  connector: NetworkConnector;
  /** Everything that was really said there, in order. */
  said: (Utterance & { page: string })[];
  /** What pages published there. */
  posts: ToldPosts;
  /** Comments taken off and put back there, in order, as `hide c-1`. */
  deeds: string[];
  /** What happens to the next deed, as to the next words. */
  failDeed: { next: { when: 'before' | 'after'; failure: NetworkFailure } | null };
  /** Authors the page may write to alone. */
  open: Set<string>;
  /** What happens to the next words: `before` = refused with nothing said, `after` = said, and the answer is lost. */
  fail: { next: { when: 'before' | 'after'; failure: NetworkFailure } | null };
  /** What `pull` gives next, by page; taken once. */
  waiting: NetworkReading[];
  /** What `pull` says did not go well beside. */
  trouble: string;
  /** `findSaid` finds nothing, as a network does that is slow to show. */
  isBlind: boolean;
  /** What pages show of themselves, by their number there; of others it knows nothing. Every question stands in `asked`. */
  profiles: Map<string, PageProfile | NetworkFailure>;
  asked: string[][];
  /** Why the network does not bring events any more; empty = it does. */
  doorTrouble: string;
}

/** @param network an id of the pack of networks; `now` by its clock. */
export function tellNetwork(network = 'vk', now?: () => Date): ToldNetwork {
  const posts = tellPosts(now);
  const said: ToldNetwork['said'] = [];
  const deeds: string[] = [];
  const act = (verb: string) => async (_access: unknown, postId: string) => {
    const next = told.failDeed.next;
    told.failDeed.next = null;
    if (next?.when === 'before') throw next.failure;
    deeds.push(`${verb} ${postId}`);
    if (next) throw next.failure;
  };
  const told: ToldNetwork = {
    said,
    posts,
    deeds,
    failDeed: { next: null },
    open: new Set(),
    fail: { next: null },
    waiting: [],
    trouble: '',
    isBlind: false,
    profiles: new Map(),
    asked: [],
    doorTrouble: '',
    connector: {
      network,
      keys: [
        { name: 'secret', title: 'Секрет', hint: '', unlocks: ['events'] },
        { name: 'token', title: 'Ключ', hint: '', unlocks: ['comments', 'reply'] },
      ],
      longestReply: 1000,
      door: {
        // By its header, or as the last part of the address where the network signs nothing.
        verify: ({ headers, params }, { keys }) =>
          keys.secret !== undefined &&
          isSameSecret(String(headers['x-secret'] ?? params.secret ?? ''), keys.secret),
        read: (body) => {
          const reading = JSON.parse(body) as NetworkReading;
          if (!Array.isArray(reading.facts)) throw new NetworkFailure('form', 'Событие не по форме сети');
          return reading;
        },
        reply: () => ({ body: 'ok', contentType: 'text/plain; charset=utf-8' }),
        keep: async () => {
          if (told.doorTrouble) throw new NetworkFailure('rights', told.doorTrouble);
          return 'stands';
        },
      },
      pull: async (_access, cursor) => ({
        readings: told.waiting.splice(0),
        cursor: String(Number(cursor || '0') + 1),
        isMore: false,
        trouble: told.trouble,
      }),
      say: async ({ pageId }, utterance) => {
        const next = told.fail.next;
        told.fail.next = null;
        if (next?.when === 'before') throw next.failure;
        said.push({ ...utterance, page: pageId });
        if (next) throw next.failure;
        return standsAt(utterance);
      },
      findSaid: async (_access, utterance) =>
        !told.isBlind && said.some(({ id }) => id === utterance.id) ? standsAt(utterance) : null,
      talkTo: (authorId) =>
        told.open.has(authorId)
          ? { id: `message:${authorId}`, kind: 'message', threadId: `talk:${authorId}`, authorId }
          : null,
      hide: act('hide'),
      restore: act('restore'),
      publishing: posts.publishing,
      readProfiles: async (pages) => {
        told.asked.push(pages.map(({ pageId }) => pageId));
        return pages.map(
          ({ pageId }) =>
            told.profiles.get(pageId) ?? new NetworkFailure('missing', 'Такой страницы в сети нет'),
        );
      },
      nameAuthors: async (_access, ids) => new Map(ids.map((id) => [id, `Имя ${id}`])),
      tryKeys: async ({ keys }) => [
        { pageFunction: 'reply', refusal: keys.token === undefined ? 'нет ключа' : null },
      ],
    },
  };
  return told;
}

const standsAt = ({ id }: Utterance): Spoken => ({ id: `said:${id}`, url: `https://network.example/${id}` });

/** Puts connectors into a running server in place of the real ones of their networks; no others are listed. */
export function joinConnectors(server: Speaker, connectors: readonly NetworkConnector[]): void {
  const { services } = server.app;
  const { find, list } = services.ports;
  // The port of connectors holds these under their networks' names; what else is asked goes to those who answered before.
  const isOurs = (port: Port<unknown>) => port.name === networkConnector.name;
  Object.assign(services, {
    ports: {
      list: <T>(port: Port<T>) => (isOurs(port) ? (connectors as unknown as T[]) : list(port)),
      find: <T>(port: Port<T>, key?: string) =>
        ((isOurs(port) && connectors.find(({ network }) => network === key)) as unknown as T) ||
        find(port, key),
    },
  });
}

/** Puts a network into a running server in place of the real one. */
export const joinNetwork = (server: Speaker, { connector }: ToldNetwork): void =>
  joinConnectors(server, [connector]);

export const SECRET = 'told-network-secret';

/** A page of the network with both keys. */
export const addPage = (
  server: Speaker,
  admin: string,
  { externalId = '-1', isOwn = true, title = 'Администрация', network = 'vk' } = {},
): Promise<NetworkPage> =>
  server.call(
    createNetworkPage,
    {
      body: {
        network,
        externalId,
        title,
        url: 'https://network.example/page',
        isOwn,
        unitId: null,
        baseUrl: '',
        keys: { secret: SECRET, token: 'token' },
      },
    },
    admin,
  );

/** A post as the network tells it; whatever is not said is a comment of a stranger under the post `post-1`. */
export function makePost(given: Partial<SeenPost> & Pick<SeenPost, 'id'>): SeenPost {
  return {
    kind: 'comment',
    threadId: 'post-1',
    parentId: 'post-1',
    pageId: '-1',
    authorId: 'stranger',
    authorName: 'Анна Пробная',
    isOwn: false,
    text: 'На Титова, 14 второй день нет горячей воды',
    pictures: [],
    url: `https://network.example/${given.id}`,
    postedAt: new Date('2026-11-24T08:55:00Z'),
    editedAt: null,
    reach: null,
    ...given,
  };
}

export const readingOf = (key: string, ...facts: NetworkFact[]): NetworkReading => ({
  key,
  facts,
  raw: JSON.stringify({ key }),
  ignored: null,
});

/** Delivers an event to the door of a page, as the network does; the status it was answered by. */
export async function deliverEvent(
  server: Speaker,
  page: Pick<NetworkPage, 'id'>,
  reading: NetworkReading,
  secret = SECRET,
  isSecretInAddress = false,
): Promise<number> {
  const reply = await server.inject({
    method: 'POST',
    url: `/api/networks/${page.id}/events${isSecretInAddress ? `/${secret}` : ''}`,
    headers: { 'content-type': 'application/json', ...(!isSecretInAddress && { 'x-secret': secret }) },
    payload: JSON.stringify(reading),
  });
  return reply.statusCode;
}
