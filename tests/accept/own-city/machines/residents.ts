import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { waitUntil } from '../../../../scripts/support/processes.mjs';
import { createRandom } from '../../../law/random.ts';
import { drawPicture, toMultipart } from '../../../support/pictures.ts';

/** A message a resident has sent, and when the city has acknowledged it. Moments are of this machine's clock, as those of its database. */
export interface Sent {
  clientKey: string;
  sentAt: number;
  /** Null: it was never acknowledged, and may be there or not. */
  doneAt: number | null;
  number: string | null;
  /** SHA-256 of its picture. */
  picture: string | null;
}

export interface ResidentsOptions {
  /** Where the city is now. */
  port: () => number;
  seed: number;
  /** How many send at once, each waiting for its reply. */
  clients: number;
  /** Between two messages of one, ms, about. */
  pauseMs: number;
  /** One message of so many has a picture; 0 = none has. */
  pictureOf: number;
}

const PATIENCE_MS = 5000;

async function post(port: number, path: string, init: RequestInit): Promise<Response> {
  const reply = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: 'POST',
    signal: AbortSignal.timeout(PATIENCE_MS),
    ...init,
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  return reply;
}

interface Upload {
  fileId: string;
  token: string;
  sha256: string;
}

async function upload(port: number, turn: number): Promise<Upload> {
  const picture = await drawPicture('png', { width: 40 + (turn % 400), height: 40 + Math.floor(turn / 400) });
  const { payload, headers } = toMultipart(picture);
  const reply = await post(port, '/api/files', { body: new Uint8Array(payload), headers });
  const { fileId, token } = (await reply.json()) as Omit<Upload, 'sha256'>;
  return { fileId, token, sha256: createHash('sha256').update(picture).digest('hex') };
}

async function sendOne(port: number, one: Sent, file: Upload | null): Promise<void> {
  const body = {
    clientKey: one.clientKey,
    text: `Яма на проезжей части, проверка возврата ${one.clientKey}`,
    place: { lat: 56.405, lon: 61.93 },
    phone: '+79000000001',
    consent: true,
    consentVersion: '3',
    files: file ? [{ fileId: file.fileId, token: file.token }] : [],
  };
  const headers = { 'content-type': 'application/json', 'x-otklik': '1' };
  const reply = await post(port, '/api/messages', { body: JSON.stringify(body), headers });
  one.number = ((await reply.json()) as { number: string }).number;
  one.doneAt = Date.now();
}

export interface Residents {
  sent: readonly Sent[];
  /** Why messages were refused, the latest first. */
  refusals: readonly string[];
  stop: () => Promise<void>;
}

/** Residents send messages through the door of the portal until they are stopped. */
export function startResidents(options: ResidentsOptions): Residents {
  const { port, seed, clients, pauseMs, pictureOf } = options;
  const sent: Sent[] = [];
  const refusals: string[] = [];
  let isOver = false;
  let pictures = 0;
  const live = async (at: number): Promise<void> => {
    const random = createRandom(seed, at);
    for (let turn = 0; !isOver; turn += 1) {
      try {
        const hasPicture = pictureOf > 0 && turn % pictureOf === 0;
        if (hasPicture) pictures += 1;
        const file = hasPicture ? await upload(port(), pictures) : null;
        const one: Sent = {
          clientKey: randomUUID(),
          sentAt: Date.now(),
          doneAt: null,
          number: null,
          picture: file?.sha256 ?? null,
        };
        sent.push(one);
        await sendOne(port(), one, file);
      } catch (error) {
        refusals.unshift(error instanceof Error ? error.message : String(error));
        await sleep(50);
      }
      await sleep(random.int(0, pauseMs * 2));
    }
  };
  const lives = Array.from({ length: clients }, (_, at) => live(at));
  return {
    sent,
    refusals,
    stop: async () => {
      isOver = true;
      await Promise.all(lives);
    },
  };
}

/** How many of the acknowledged are not in the database under the number that was told. */
export async function countLost(url: string, sent: readonly Sent[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client
    .query<{ client_key: string; number: string }>(
      'SELECT client_key, number FROM cases.contact JOIN cases.case_file AS file ON file.id = case_id',
    )
    .finally(() => client.end());
  const there = new Map(rows.map((row) => [row.client_key, row.number]));
  return sent.filter(({ doneAt, clientKey, number }) => doneAt !== null && there.get(clientKey) !== number)
    .length;
}

/** Residents knock until somebody answers. Returns the moment of the first acknowledgement of what was sent after `after`. */
export async function awaitFirst(sent: readonly Sent[], after: number): Promise<number> {
  const first = (): Sent | undefined => sent.find(({ sentAt, doneAt }) => sentAt > after && doneAt !== null);
  if (!(await waitUntil(() => first() !== undefined, 60_000, 20)))
    throw new Error('Город не открылся за минуту');
  return first()?.doneAt ?? 0;
}
