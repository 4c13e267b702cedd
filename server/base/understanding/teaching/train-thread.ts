import { Worker } from 'node:worker_threads';
import type { Lesson, Stage } from './teach.ts';
import type { TrainData, TrainReply, TrainRequest } from './train-worker.ts';

/** A hundred thousand messages take under a minute; a thread that needs longer than this hangs. */
const LONGEST = 15 * 60_000;

type Result = Extract<TrainReply, { result: unknown }>;

/**
 * Teaches in a thread of its own.
 * @param lessons portions of sorted cases, sent as they are read.
 */
export async function trainInThread(
  data: TrainData,
  lessons: AsyncIterable<Lesson[]>,
  onStage: (stage: Stage, share: number) => void,
): Promise<Result> {
  const worker = new Worker(new URL('./train-worker.ts', import.meta.url), {
    workerData: data,
    resourceLimits: { maxOldGenerationSizeMb: 1536 },
  });
  const finished = new Promise<Result>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('training hangs')), LONGEST);
    timer.unref();
    worker.on('message', (reply: TrainReply) => {
      if ('stage' in reply) onStage(reply.stage, reply.share);
      else resolve(reply);
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new Error(`training thread ended with code ${code}`)));
  });
  // A thread that dies while its texts are still being read is told below.
  finished.catch(() => {});
  try {
    for await (const portion of lessons) worker.postMessage({ lessons: portion } satisfies TrainRequest);
    worker.postMessage({ learn: true } satisfies TrainRequest);
    return await finished;
  } finally {
    await worker.terminate();
  }
}
