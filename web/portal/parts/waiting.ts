/** What waits on this device for a network and then sends itself: messages, answers to polls. */
export interface Waiting {
  /** Of its lock: of several open pages one sends. */
  name: string;
  hasSome: () => boolean;
  sendAll: () => Promise<void>;
}

/** How often what waits is tried while the page is open, ms. */
const EVERY = 15_000;

export async function sendWaiting({ name, hasSome, sendAll }: Waiting): Promise<void> {
  // Whether there is a network is tried, not asked: a browser's own word for it is often wrong.
  if (!hasSome()) return;
  if (!navigator.locks) return sendAll();
  await navigator.locks.request(name, { ifAvailable: true }, async (lock) => {
    if (lock) await sendAll();
  });
}

/** Once a page: at its opening, when the network returns, and now and then. */
export function startWaiting(waiting: Waiting): void {
  addEventListener('online', () => void sendWaiting(waiting));
  setInterval(() => void sendWaiting(waiting), EVERY);
  void sendWaiting(waiting);
}
