import { z } from 'zod';
import {
  NetworkFailure,
  type NetworkPost,
  type PageAccess,
  type Publishing,
  type Spoken,
} from '../../base/networks/index.ts';
import { earliestOf, joinSpaces } from '../kit/said.ts';
import type { ConnectorTuning } from '../kit/tuning.ts';
import { uploadPicture } from '../kit/upload.ts';
import type { MaxClient } from './max-client.ts';
import { type MaxMessage, maxMessage, maxMessages, maxResult, maxSent } from './max-shapes.ts';

const uploadPlace = z.object({ url: z.string().min(1) });
const uploaded = z.object({ photos: z.record(z.string(), z.object({ token: z.string().min(1) })) });

/** Posts at once, and how often the channel is asked for older ones. */
const PAGE = 100;
const PAGES = 5;

/** A picture that is not ready yet is waited for, ms; then the post comes later. */
const waitsForPicture = [1000, 2000, 4000];

/** The network knows no key against repeats. */
export const createMaxPublishing = (client: MaxClient, tuning: ConnectorTuning): Publishing => ({
  textLimit: 4000,
  // The schema names no number.
  pictureLimit: 10,
  pictureTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/tiff', 'image/bmp', 'image/heic'],
  pictureBytes: 50_000_000,
  upload: (access, { bytes }) => uploadMaxPicture(client, tuning, access, bytes),
  publish: (access, post) => publishMax(client, tuning, access, post),
  findPublished: (access, text, since) => findMaxPublished(client, access, text, since),
  look: async (access, id) => {
    const message = await findMaxPost(client, access, id);
    return message && { text: message.body.text ?? '' };
  },
  edit: (access, id, { text }) =>
    // Without attachments what is attached stays.
    changeMax(client, access, id, { method: 'PUT', body: { text, attachments: null, link: null } }),
  remove: (access, id) => changeMax(client, access, id, { method: 'DELETE' }),
});

async function uploadMaxPicture(
  client: MaxClient,
  tuning: ConnectorTuning,
  access: PageAccess,
  bytes: Buffer,
): Promise<string> {
  const asked = { method: 'POST', query: { type: 'image' } } as const;
  const { url: address } = await client.ask(access, '/uploads', uploadPlace, asked);
  const sent = { network: 'MAX', address, field: 'data', bytes };
  const { photos } = await uploadPicture(tuning, access, sent, uploaded);
  const [picture] = Object.values(photos);
  if (!picture) throw new NetworkFailure('later', 'MAX: снимок не загружен');
  return picture.token;
}

const spokenOf = ({ body, url }: MaxMessage): Spoken => ({ id: body.mid, url: url ?? '' });

async function publishMax(
  client: MaxClient,
  { clock }: ConnectorTuning,
  access: PageAccess,
  { text, pictures }: NetworkPost,
): Promise<Spoken> {
  const attachments = pictures.map((token) => ({ type: 'image', payload: { token } }));
  const request = {
    method: 'POST',
    isSpeech: true,
    query: { chat_id: access.pageId },
    // The schema requires these names.
    body: { text, attachments: attachments.length > 0 ? attachments : null, link: null, notify: true },
  } as const;
  for (const wait of [...waitsForPicture, null]) {
    try {
      const { message } = await client.ask(access, '/messages', maxSent, request);
      return spokenOf(message);
    } catch (error) {
      // Nothing was said: a picture is not ready.
      if (wait === null || !isNotReady(error)) throw error;
      await clock.sleep(wait);
    }
  }
  throw new NetworkFailure('later', 'MAX: снимки ещё не готовы');
}

const isNotReady = (error: unknown): boolean =>
  error instanceof NetworkFailure &&
  error.trouble === 'later' &&
  error.message.includes('attachment.not.ready');

const readMessages = (items: readonly unknown[]): MaxMessage[] =>
  items.flatMap((item) => maxMessage.safeParse(item).data ?? []);

/** Posts of a channel carry its own name; some come with that of the bot. */
async function findMaxPublished(
  client: MaxClient,
  access: PageAccess,
  text: string,
  since: Date,
): Promise<Spoken[]> {
  const earliest = earliestOf(since);
  const shown = new Map<string, MaxMessage>();
  let until: number | null = null;
  for (let page = 0; page < PAGES; page += 1) {
    // The network calls `from` the moment before which it shows.
    const query = { chat_id: access.pageId, count: PAGE, ...(until !== null && { from: until }) };
    const { messages } = await client.ask(access, '/messages', maxMessages, { query });
    const read = readMessages(messages);
    const known = shown.size;
    for (const message of read) shown.set(message.body.mid, message);
    until = Math.min(...read.map(({ timestamp }) => timestamp));
    if (messages.length < PAGE || shown.size === known || until < earliest) break;
  }
  return [...shown.values()]
    .filter(
      ({ sender, body, timestamp }) =>
        (sender?.is_bot ?? true) && timestamp >= earliest && joinSpaces(body.text ?? '') === joinSpaces(text),
    )
    .toSorted((a, b) => a.timestamp - b.timestamp)
    .map(spokenOf);
}

async function findMaxPost(client: MaxClient, access: PageAccess, id: string): Promise<MaxMessage | null> {
  try {
    const { messages } = await client.ask(access, '/messages', maxMessages, { query: { message_ids: id } });
    return readMessages(messages).find(({ body }) => body.mid === id) ?? null;
  } catch (error) {
    if (error instanceof NetworkFailure && error.trouble === 'missing') return null;
    throw error;
  }
}

async function changeMax(
  client: MaxClient,
  access: PageAccess,
  id: string,
  request: { method: 'PUT' | 'DELETE'; body?: unknown },
): Promise<void> {
  const asked = { ...request, isSpeech: true, query: { message_id: id } };
  const { success, code } = await client.ask(access, '/messages', maxResult, asked);
  if (!success) throw new NetworkFailure('refused', `MAX: запись не изменена${code ? ` (${code})` : ''}`);
}
