import {
  ForksPoolWorker,
  type PoolOptions,
  type PoolRunnerInitializer,
  type PoolWorker,
  type WorkerRequest,
} from 'vitest/node';

type Callback = (message: unknown) => void;

/**
 * A pool whose processes outlive a run: what a test imports is read once, not once a mutant. Vitest stops its workers after
 * every run; here it is only told so, and the next run finds the process of its project as it was left.
 */
export function warmPool(): PoolRunnerInitializer {
  const kept = new Map<string, ForksPoolWorker>();
  return { name: 'warm', createPoolWorker: (options) => borrow(options, kept) };
}

function borrow(options: PoolOptions, kept: Map<string, ForksPoolWorker>): PoolWorker {
  const name = options.project.name;
  const isWarm = kept.has(name);
  const worker = kept.get(name) ?? new ForksPoolWorker(options);
  const listening: { event: string; callback: Callback }[] = [];
  const answer = (type: 'started' | 'stopped'): void => {
    const callbacks = listening.filter(({ event }) => event === 'message');
    queueMicrotask(() => {
      for (const { callback } of callbacks) callback({ type, __vitest_worker_response__: true });
    });
  };
  return {
    name: 'warm',
    cacheFs: true,
    on: (event, callback) => {
      listening.push({ event, callback });
      worker.on(event, callback);
    },
    off: (event, callback) => {
      const at = listening.findIndex((one) => one.event === event && one.callback === callback);
      if (at >= 0) listening.splice(at, 1);
      worker.off(event, callback);
    },
    send: (message) => {
      const { type } = message as WorkerRequest & { type?: string };
      if (type === 'start' && isWarm) answer('started');
      else if (type === 'stop') answer('stopped');
      else worker.send(message);
    },
    deserialize: (data) => data,
    start: async () => {
      if (isWarm) return;
      await worker.start();
      kept.set(name, worker);
    },
    stop: async () => {
      for (const { event, callback } of listening.splice(0)) worker.off(event, callback);
    },
  };
}
