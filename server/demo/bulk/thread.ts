import { Worker } from 'node:worker_threads';
import type { Crew } from '../world/world.ts';
import type { Batch, BatchInput } from './batches.ts';

/** Batches made ahead while the database takes the former one. */
const AHEAD = 2;

/** Makes batches in a thread of its own, so that one core plans while another copies. Throws what the thread threw. */
export async function* threadBatches(city: string, crew: Crew, input: BatchInput): AsyncGenerator<Batch> {
  const worker = new Worker(new URL('./batch-thread.ts', import.meta.url), {
    workerData: { city, crew, input },
    // A case is garbage a moment later: room for the young makes collecting them cheap.
    resourceLimits: { maxYoungGenerationSizeMb: 64, maxOldGenerationSizeMb: 1024 },
  });
  const ready: (Batch | null)[] = [];
  let failure: unknown;
  let wake = () => {};
  worker.on('message', (batch: Batch | null) => {
    ready.push(batch);
    wake();
  });
  worker.on('error', (error) => {
    failure = error;
    wake();
  });
  try {
    for (let i = 0; i < AHEAD; i += 1) worker.postMessage('next');
    for (;;) {
      while (ready.length === 0 && failure === undefined) {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      if (failure !== undefined) throw failure;
      const batch = ready.shift()!;
      if (batch === null) return;
      worker.postMessage('next');
      yield batch;
    }
  } finally {
    await worker.terminate();
  }
}
