import { type Batcher, createBatcher } from '../../lib/database/batcher.ts';
import { AppError } from '../../lib/errors.ts';
import { createWaker, type Waker } from '../../lib/jobs/waker.ts';
import type { RawReply, RawRequest } from '../../lib/module/module.ts';
import { defineState } from '../../lib/module/state.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { type NetworkDoor, NetworkFailure, networkConnector, type PageAccess } from './connector.ts';
import { openPages } from './page-access.ts';
import { insertReadings, readEventsJob, type StoredReading } from './read-events.ts';

interface OpenDoor {
  door: NetworkDoor;
  access: PageAccess;
}

interface Receiver {
  batcher: Batcher<StoredReading, true>;
  reading: Waker;
  readAt: number;
  doors: Map<string, OpenDoor>;
}

/** Pages and their keys are read anew at most this often, ms: a request costs no query. */
const BELIEVED_MS = 4000;
const receivers = defineState<Receiver>('networks.receiver');

export function startReceiver(services: Services): void {
  const reading = createWaker(services, readEventsJob);
  // What a process that died left unread waits for no cron line.
  reading.wake();
  receivers.set(services, {
    batcher: createBatcher((readings) => storeReadings(services, reading, readings), {
      maxSize: services.config.eventBatch,
    }),
    reading,
    readAt: Number.NEGATIVE_INFINITY,
    doors: new Map(),
  });
}

export async function stopReceiver(services: Services): Promise<void> {
  const { batcher, reading } = receivers.of(services);
  await batcher.idle();
  await reading.flush();
}

/** Makes the next event read pages anew: one was added or changed in this process. */
export function forgetPages(services: Services): void {
  receivers.of(services).readAt = Number.NEGATIVE_INFINITY;
}

async function storeReadings(services: Services, reading: Waker, readings: StoredReading[]): Promise<true[]> {
  await services.pipeline.transact([insertReadings(readings, services.now())]);
  reading.wake();
  return readings.map(() => true as const);
}

async function readDoors(services: Services, receiver: Receiver): Promise<Map<string, OpenDoor>> {
  const now = performance.now();
  if (now - receiver.readAt < BELIEVED_MS) return receiver.doors;
  const pages = await services.database
    .selectFrom('networks.page')
    .selectAll()
    .where('is_active', '=', true)
    .execute();
  const accesses = await openPages(services.database, services.config, pages);
  const doors = new Map(
    pages.flatMap(({ id, network }, at) => {
      const door = services.ports.find(networkConnector, network)?.door;
      const access = accesses[at];
      return door && access ? [[id, { door, access }] as const] : [];
    }),
  );
  receiver.doors = doors;
  receiver.readAt = now;
  return doors;
}

/** An event is stored before it is acknowledged. Who cannot prove to be the network is told nothing of why. */
export async function receiveNetworkEvent(services: Services, request: RawRequest): Promise<RawReply> {
  const receiver = receivers.of(services);
  const { params, headers, body } = request;
  const pageId = params.page ?? '';
  const open = (await readDoors(services, receiver)).get(pageId);
  if (!open?.door.verify({ params, headers, body, ip: request.findIp() }, open.access))
    throw new AppError('lib.not-signed-in', 'Подпись сети неверна или страница выключена.');
  const { door, access } = open;
  const reading = readBody(door, body, access);
  if (reading) await receiver.batcher.add({ pageId, reading });
  return door.reply(body, access);
}

function readBody(door: NetworkDoor, body: string, access: PageAccess) {
  try {
    const reading = door.read(body, access);
    // A word of the network to itself (a confirmation) is answered and not kept.
    return reading.facts.length === 0 && reading.ignored === null ? null : reading;
  } catch (error) {
    if (error instanceof NetworkFailure) throw new AppError('lib.bad-input', error.message);
    throw error;
  }
}
