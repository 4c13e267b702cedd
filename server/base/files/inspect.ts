import { Worker } from 'node:worker_threads';
import type { FileKind } from '../../../shared/contract/base/files.ts';
import { createTurns } from '../../lib/database/in-turn.ts';
import { AppError } from '../../lib/errors.ts';
import { refuseFile } from './content.ts';
import type { DecodedPicture, InspectReply, InspectRequest } from './inspect-worker.ts';

/** Longest reading of one file, ms: the largest allowed HEIC takes 2 s. */
const TIMEOUT = 20_000;
/** Uploads that may wait at once; beyond it the caller is asked to come later. */
const MAX_WAITING = 200;

/** The thread that reads, and how many uploads wait for it. */
const thread: { worker: Worker | null; waiting: number } = { worker: null, waiting: 0 };
const inTurn = createTurns(1);

function openWorker(): Worker {
  if (thread.worker) return thread.worker;
  const opened = new Worker(new URL('./inspect-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  // Kept for the thread's whole life: one that dies between files is noticed here.
  opened.on('error', () => {});
  opened.on('exit', () => {
    if (thread.worker === opened) thread.worker = null;
  });
  opened.unref();
  thread.worker = opened;
  return opened;
}

/** Ends the thread; the next file opens a new one. */
export async function closeInspector(): Promise<void> {
  const current = thread.worker;
  thread.worker = null;
  await current?.terminate();
}

function ask(request: InspectRequest): Promise<InspectReply> {
  const current = openWorker();
  return new Promise((resolve) => {
    const settle = (reply: InspectReply) => {
      clearTimeout(timer);
      current.off('message', settle);
      current.off('exit', lose);
      resolve(reply);
    };
    // A thread that died of one file (out of memory, a decoder's abort) must not take the others with it.
    const lose = () => settle({ refusal: 'damaged', spent: false });
    const timer = setTimeout(() => {
      settle({ refusal: 'slow', spent: false });
      closeInspector().catch(() => {});
    }, TIMEOUT);
    current.on('message', settle);
    current.on('exit', lose);
    current.postMessage(request);
  });
}

async function inspectNow(
  request: InspectRequest,
): Promise<{ kind: FileKind; decoded: DecodedPicture | null }> {
  const reply = await ask(request);
  if (reply.spent) await closeInspector();
  if ('refusal' in reply) throw refuseFile(reply.refusal);
  return reply;
}

/**
 * What the file is by its content; HEIC comes back decoded. One file at a time, in a thread.
 * Throws `files.bad-content` or `files.bomb`, or `lib.unavailable` when too many wait.
 */
export function inspectFile(
  request: InspectRequest,
): Promise<{ kind: FileKind; decoded: DecodedPicture | null }> {
  if (thread.waiting >= MAX_WAITING) {
    throw new AppError('lib.unavailable', 'Сейчас приходит слишком много файлов. Повторите через минуту.', {
      retryAfter: 60,
    });
  }
  thread.waiting += 1;
  return inTurn(() => inspectNow(request)).finally(() => {
    thread.waiting -= 1;
  });
}
