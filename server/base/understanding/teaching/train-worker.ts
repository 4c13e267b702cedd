/** Thread that learns: the server goes on answering. Texts come in portions, then `{ learn: true }`. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Taxonomy } from '../../taxonomy/index.ts';
import { readModel, writeModel } from '../topics/model-file.ts';
import type { Thresholds } from '../topics/thresholds.ts';
import { type Lesson, type Stage, type Taught, teach } from './teach.ts';

export interface TrainData {
  base: Uint8Array;
  champion: Uint8Array;
  thresholds: Thresholds;
  taxonomy: Taxonomy;
}

export type TrainRequest = { lessons: Lesson[] } | { learn: true };
export type TrainReply =
  | { stage: Stage; share: number }
  /** `cpuMs`: time of a processor this thread has taken. */
  | { result: Omit<Taught, 'model'>; file: Uint8Array; cpuMs: number };

/** Progress told no more often than this, ms. */
const TELL_EVERY = 400;

const { base, champion, thresholds, taxonomy } = workerData as TrainData;
const lessons: Lesson[] = [];

parentPort?.on('message', (request: TrainRequest) => {
  if ('lessons' in request) {
    lessons.push(...request.lessons);
    return;
  }
  const models = {
    base: readModel(Buffer.from(base)),
    champion: readModel(Buffer.from(champion)),
    thresholds,
  };
  let told = 0;
  const { model, ...result } = teach(models, lessons, taxonomy, (stage, share) => {
    if (performance.now() - told < TELL_EVERY) return;
    told = performance.now();
    parentPort?.postMessage({ stage, share } satisfies TrainReply);
  });
  const file = writeModel(model);
  const { user, system } = process.threadCpuUsage();
  parentPort?.postMessage({ result, file, cpuMs: (user + system) / 1000 } satisfies TrainReply);
});
