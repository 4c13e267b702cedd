import { sweepClocks } from '../../../server/base/clocks/index.ts';
import * as contract from '../../../shared/contract/pages/gospubliki.ts';
import * as acts from '../../../shared/contract/pages/gospubliki-acts.ts';
import * as publicationActs from '../../../shared/contract/pages/publications-acts.ts';
import { proveVariant } from '../../../shared/contract/pages/publications-variants.ts';
import { drawPicture } from '../pictures.ts';
import { asSystem } from '../site/cases.ts';
import { sendFile } from '../uploads.ts';
import { openPublicationDesk, type PublicationDesk } from './publication-desk.ts';
import { WEDNESDAY } from './register-desk.ts';

type Card = contract.RequestCard;

/** The desk of publications with requests for placement on its two pages: one is connected, on the other a person publishes. */
export interface GospublikiDesk extends PublicationDesk {
  /** Another request, accepted for the same pages at the end of the year: nothing of it is the others'. */
  beside: Card;
  /** What a request is entered by; its number is its own. */
  asked: (given?: object) => object;
  receive: (given?: object, cookie?: string) => Promise<Card>;
  readRequest: (id: string, cookie?: string) => Promise<Card>;
  acceptance: (card: Card, given?: object) => Seen;
  accept: (card: Card, given?: object) => Promise<Card>;
  /** Its publication is agreed to and waits for its hour. */
  agree: (card: Card) => Promise<Card>;
  /** Friday at ten has come: the connected page says it. */
  comeOut: (card: Card) => Promise<Card>;
  /** Steps of the ladder of reminders that were told of a kind of subject by then. */
  toldAt: (iso: string, subject: string) => Promise<string[]>;
  /** A person has published it on the other page. */
  proveByHand: (card: Card) => Promise<Card>;
}

interface Seen {
  params: { id: string };
  body: never;
}

export const seenRequest = ({ id, version }: Card, body: object): Seen => ({
  params: { id },
  body: { version, ...body } as never,
});

export async function openGospublikiDesk(): Promise<GospublikiDesk> {
  const desk = await openPublicationDesk();
  const { server, editor } = desk;
  let count = 0;
  const asked: GospublikiDesk['asked'] = (given = {}) => {
    count += 1;
    return {
      asker: 'cur',
      number: `01-12/${count}`,
      datedOn: '2026-11-24',
      receivedOn: '2026-11-25',
      title: 'О переписи дворов',
      text: 'В городе считают дворы: расскажите о своём',
      windowFrom: '2026-11-26',
      windowTo: '2026-11-30',
      pageIds: [desk.connected, desk.byHand],
      ...given,
    };
  };
  const readRequest: GospublikiDesk['readRequest'] = (id, cookie = editor) =>
    server.call(contract.readRequest, { params: { id } }, cookie);
  const acceptance: GospublikiDesk['acceptance'] = (card, given = {}) =>
    seenRequest(card, {
      pageIds: card.targets.map(({ pageId }) => pageId),
      on: '2026-11-27',
      at: '10:00',
      overReason: 'О переписи должны узнать все',
      ...given,
    });
  const drain = async (): Promise<void> => {
    for (let at = 0; at < 3; at += 1) await server.drain();
  };
  const agree: GospublikiDesk['agree'] = async (card) => {
    const params = { id: card.publication?.id ?? '' };
    const { version } = await desk.read(params.id);
    const sent = await server.call(publicationActs.submitPublication, { params, body: { version } }, editor);
    const body = { version: sent.version };
    await server.call(publicationActs.approvePublication, { params, body }, desk.approver);
    return readRequest(card.id);
  };
  const receive: GospublikiDesk['receive'] = (given, cookie = editor) => {
    server.setNow(WEDNESDAY);
    return server.call(acts.receiveRequest, { body: asked(given) as never }, cookie);
  };
  const accept: GospublikiDesk['accept'] = (card, given) =>
    server.call(acts.acceptRequest, acceptance(card, given), editor);
  const { body: picture } = await sendFile(server, await drawPicture('png'));
  const beside = await receive({
    windowFrom: '2026-12-28',
    windowTo: '2026-12-31',
    pictures: [{ fileId: picture.fileId, token: picture.token, alt: 'Соседнее' }],
  });
  return {
    ...desk,
    beside: await accept(beside, { on: '2026-12-28' }),
    asked,
    readRequest,
    acceptance,
    agree,
    receive,
    accept,
    comeOut: async (card) => {
      await agree(card);
      server.setNow('2026-11-27T05:00:00Z');
      await drain();
      return readRequest(card.id);
    },
    toldAt: async (iso, subject) => {
      server.setNow(iso);
      await asSystem(server, sweepClocks);
      const { rows } = await server.app.pool.query<{ title: string }>(
        'SELECT DISTINCT title FROM clocks.line WHERE subject_kind = $1',
        [subject],
      );
      return rows.map(({ title }) => title);
    },
    proveByHand: async (card) => {
      const piece = await desk.read(card.publication?.id ?? '');
      const variant = piece.variants.find(({ pageId }) => pageId === desk.byHand);
      count += 1;
      const url = `https://ok.ru/city/topic/${count}`;
      const body = { version: piece.version, url, publishedAt: '2026-11-27T04:00:00Z' };
      await server.call(proveVariant, { params: { id: variant?.id ?? '' }, body }, editor);
      await drain();
      return readRequest(card.id);
    },
  };
}
