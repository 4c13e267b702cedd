import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { crewSchema, openWorld } from '../world/world.ts';
import { batchInput, makeBatches } from './batches.ts';

const { city, crew, input } = z
  .object({ city: z.string(), crew: crewSchema, input: batchInput })
  .parse(workerData);
const batches = makeBatches(openWorld(city, crew), input);

/** Each message asks for one batch; null says there are no more. */
parentPort!.on('message', () => {
  const { value } = batches.next();
  const moved = value
    ? Object.values<Uint8Array>(value.lines).map(({ buffer }) => buffer as ArrayBuffer)
    : [];
  parentPort!.postMessage(value ?? null, moved);
});
