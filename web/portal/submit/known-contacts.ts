import { readStored, writeStored } from '../../lib/storage.ts';
import type { SubmitDraft } from './submit-draft.ts';

type Contacts = Pick<SubmitDraft, 'name' | 'phone' | 'email'>;

const stored = 'otklik.contacts';

/** Contacts a person asked this device to remember; null when they did not. */
export function findContacts(): Contacts | null {
  try {
    const found = JSON.parse(readStored(stored) ?? 'null') as Partial<Record<keyof Contacts, unknown>> | null;
    if (!found) return null;
    const read = (name: keyof Contacts) => (typeof found[name] === 'string' ? found[name] : '');
    return { name: read('name'), phone: read('phone'), email: read('email') };
  } catch {
    return null;
  }
}

/** Remembers contacts for the next message, or forgets them. */
export function keepContacts(contacts: Contacts | null): void {
  const { name, phone, email } = contacts ?? {};
  writeStored(stored, contacts && JSON.stringify({ name, phone, email }));
}
