import { publishDueJob } from '../../../server/base/networks/publications/rows.ts';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import { askOutside } from '../../../shared/contract/pages/publications-outside.ts';
import { createPage } from '../../../shared/contract/pages/register-acts.ts';
import { itemAt } from '../../../shared/lists.ts';
import { addPage, joinNetwork, tellNetwork } from '../networks/told-network.ts';
import { type ToldPosts, tellPosts } from '../networks/told-posts.ts';
import { drawPicture } from '../pictures.ts';
import { makeUnit } from '../site/cases.ts';
import { startTestServer, type TestServer } from '../site/server.ts';
import { signInAs } from '../site/sign-in.ts';
import { sendFile } from '../uploads.ts';
import { WEDNESDAY } from './register-desk.ts';

type Card = contract.PublicationCard;

/** A server with two pages of a body, one connected to a network in memory and one that is not, and whoever writes and agrees. */
export interface PublicationDesk {
  server: TestServer;
  told: ToldPosts;
  editor: string;
  approver: string;
  deputy: string;
  head: string;
  /** The page of networks that the connected one is read by. */
  source: NetworkPage;
  /** Pages of the register. */
  connected: string;
  byHand: string;
  /** Another piece, whole, that waits for one more consent all the while: nothing of it is the others'. */
  neighbour: Card;
  fields: (given?: object) => object;
  begin: (given?: object) => Promise<Card>;
  /** A piece for the connected page that was agreed to. */
  agreed: (given?: object) => Promise<Card>;
  read: (id: string, cookie?: string) => Promise<Card>;
  submit: (card: Card, cookie?: string) => Promise<Card>;
  approve: (card: Card, cookie?: string) => Promise<Card>;
  /** An hour has come: whatever is due by then is published, changed, looked for. */
  come: (at?: string) => Promise<void>;
  /** How often the network was told these words. */
  saidOf: (text: string) => number;
  calendar: (query?: object, cookie?: string) => Promise<contract.PublicationCalendar>;
}

/** What an act on a piece says of what was seen. */
export const seenOf = ({ id, version }: Pick<Card, 'id' | 'version'>) => ({
  params: { id },
  body: { version },
});

/** What an act on a variant of a piece says, with what it brings besides. */
export const ofVariant = (card: Card, body: object = {}, at = 0) => ({
  params: { id: itemAt(card.variants, at).id },
  body: { version: card.version, ...body } as never,
});

/** Friday of that week at ten in Yekaterinburg. */
export const FRIDAY_TEN = '2026-11-27T05:00:00Z';

export async function openPublicationDesk(): Promise<PublicationDesk> {
  const server = await startTestServer();
  server.setNow(WEDNESDAY);
  const network = tellNetwork();
  const told = tellPosts(() => server.app.services.now());
  Object.assign(network.connector, { publishing: told.publishing });
  joinNetwork(server, network);
  const [editor, approver, deputy, head] = [
    await signInAs(server, 'editor'),
    await signInAs(server, 'approver'),
    await signInAs(server, 'deputy'),
    await signInAs(server, 'head'),
  ];
  const unitId = await makeUnit(server, 'Администрация', 'administration');
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId: '-7' });
  const page = async (given: object): Promise<string> =>
    (
      await server.call(
        createPage,
        {
          body: {
            unitId,
            network: 'vk',
            title: 'Город',
            url: 'https://vk.com/city',
            grade: 'active',
            ...given,
          },
        },
        editor,
      )
    ).id;
  const connected = await page({ networkPageId: source.id, url: 'https://network.example/city' });
  const byHand = await page({ title: 'Город в ОК', network: 'ok', url: 'https://ok.ru/city' });
  const fields: PublicationDesk['fields'] = (given = {}) => ({
    text: 'Поставили тёплую остановку',
    risk: 'usual',
    variants: [{ pageId: connected, dueAt: FRIDAY_TEN }],
    ...given,
  });
  const begin: PublicationDesk['begin'] = (given) =>
    server.call(acts.createPublication, { body: fields(given) as never }, editor);
  const submit: PublicationDesk['submit'] = (card, cookie = editor) =>
    server.call(acts.submitPublication, seenOf(card), cookie);
  const approve: PublicationDesk['approve'] = (card, cookie = approver) =>
    server.call(acts.approvePublication, seenOf(card), cookie);
  const read: PublicationDesk['read'] = (id, cookie = editor) =>
    server.call(contract.readPublication, { params: { id } }, cookie);
  const standBeside = async (): Promise<Card> => {
    const { fileId, token } = (await sendFile(server, await drawPicture('png'))).body;
    const sent = await submit(
      await begin({
        text: 'Соседняя публикация',
        risk: 'sensitive',
        brief: 'О соседнем',
        pictures: [{ fileId, token, alt: 'Соседнее' }],
        variants: [connected, byHand].map((pageId) => ({
          pageId,
          dueAt: FRIDAY_TEN,
          ownText: 'По-соседски',
        })),
      }),
    );
    const body = { version: sent.version, name: 'Сосед' };
    const { card } = await server.call(askOutside, { params: { id: sent.id }, body }, editor);
    return approve(card, deputy);
  };
  const neighbour = await standBeside();
  return {
    server,
    told,
    editor,
    approver,
    deputy,
    head,
    source,
    connected,
    byHand,
    neighbour: await read(neighbour.id),
    fields,
    begin,
    read,
    submit,
    approve,
    agreed: async (given) => approve(await submit(await begin(given))),
    saidOf: (text) => told.log.filter((one) => one.text === text).length,
    come: async (at = FRIDAY_TEN) => {
      server.setNow(at);
      const caller = { actor: { kind: 'system', name: 'test' }, requestId: 't', ip: '' } as const;
      await runMutation(server.app.services, caller, async (ctx) => ctx.enqueue(publishDueJob, {}));
      await server.drain();
    },
    calendar: (query = {}, cookie = editor) => server.call(contract.getCalendar, { query }, cookie),
  };
}
