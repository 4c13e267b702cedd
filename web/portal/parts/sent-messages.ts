import { readStored, writeStored } from '../../lib/storage.ts';
import { createStore, useStore } from '../../lib/store.ts';

/** A message sent from this device. `key` opens its own page; contacts live only until the page is closed. */
export interface SentMessage {
  number: string;
  key: string;
  title: string;
  at: string;
}

const stored = 'otklik.sent';
const limit = 20;

const sent = createStore<readonly SentMessage[]>(read(), []);
/** Contact given with the last message, for confirming it by a code right away. Never written to the disk. */
const lastContact = createStore<{ phone: string; email: string } | null>(null);

function read(): SentMessage[] {
  try {
    const list: unknown = JSON.parse(readStored(stored) ?? '[]');
    return Array.isArray(list) ? list.filter(isSent) : [];
  } catch {
    return [];
  }
}

function isSent(value: unknown): value is SentMessage {
  const { number, key, title, at } = (value ?? {}) as Record<string, unknown>;
  return [number, key, title, at].every((text) => typeof text === 'string');
}

export function rememberSent(message: SentMessage, contact: { phone: string; email: string }): void {
  sent.set((all) => [message, ...all.filter(({ number }) => number !== message.number)].slice(0, limit));
  writeStored(stored, JSON.stringify(sent.get()));
  lastContact.set(contact);
}

export function forgetSent(): void {
  sent.set([]);
  writeStored(stored, null);
  lastContact.set(null);
}

export function useSent(): readonly SentMessage[] {
  return useStore(sent);
}

export function useLastContact(): { phone: string; email: string } | null {
  return useStore(lastContact);
}

/** The private key of a message sent from this device, or undefined. */
export function findSentKey(number: string): string | undefined {
  return sent.get().find((message) => message.number === number)?.key;
}
