import type { Submission } from '../../../shared/contract/messages/cases-portal.ts';
import { type Draft, useDraft } from '../../lib/draft.ts';
import { forgetFiles } from '../../lib/draft-files.ts';
import { packDraft, unpackDraft } from '../../lib/draft-format.ts';
import { listStored, readStored, writeStored } from '../../lib/storage.ts';

export interface Point {
  lat: number;
  lon: number;
}

/** What named the place last; `text`: read in the words; `refused`: what was offered was not the one. */
export type PlaceSource = '' | 'photo' | 'refused' | 'address' | 'map' | 'device' | 'text';

export interface SubmitDraft {
  /** Made at the first try to send; the server returns the same message to the same key. */
  clientKey: string;
  /** What was sent under that key and got no answer, to be repeated word for word. */
  pending: Submission | null;
  text: string;
  factId: string;
  /** The words the suggested topic was read of: others have none yet. */
  factWords: string;
  /** `suggested` follows the text, `chosen` stays, `refused` means «не знаю». */
  topic: 'suggested' | 'chosen' | 'refused';
  answers: Record<string, string>;
  /** The danger to life the person has denied, by its key. */
  calmFact: string;
  address: string;
  point: Point | null;
  streetId: string;
  house: string;
  placeSource: PlaceSource;
  isOutside: boolean;
  isHome: boolean;
  isPlaceless: boolean;
  /** Number of the message to join; '' for one of one's own. */
  joins: string;
  /** The outage the person stands with; '' for none. */
  joinedOutage: string;
  phone: string;
  email: string;
  name: string;
  /** Ready, and waits for a network to send itself; with the consents given. */
  queued: { data: boolean; publish: boolean } | null;
  /** Why the server did not take it when it came. */
  trouble: string;
}

export const emptyDraft: SubmitDraft = {
  clientKey: '',
  pending: null,
  text: '',
  factId: '',
  factWords: '',
  topic: 'suggested',
  answers: {},
  calmFact: '',
  address: '',
  point: null,
  streetId: '',
  house: '',
  placeSource: '',
  isOutside: false,
  isHome: false,
  isPlaceless: false,
  joins: '',
  joinedOutage: '',
  phone: '',
  email: '',
  name: '',
  queued: null,
  trouble: '',
};

const version = 1;
const stored = (key: string): string => `otklik.draft.${key}`;

export type SubmitDraftState = Draft<SubmitDraft>;

/** The key of a draft by its name in the address; the first one needs none. Also the key of its photos. */
export const keyOfDraft = (name: string | undefined): string =>
  name && /^[\w-]{1,40}$/u.test(name) ? `new-${name}` : 'new';
export const nameOfDraft = (key: string): string => key.replace(/^new-?/u, '');

export function useSubmitDraft(key: string): SubmitDraftState {
  return useDraft(key, emptyDraft, version);
}

/** One message that waits on this device. */
export interface KeptDraft {
  key: string;
  value: SubmitDraft;
  savedAt: number;
}

export function findDraft(key: string): KeptDraft | null {
  const found = unpackDraft<SubmitDraft>(readStored(stored(key)), version, Date.now());
  return found?.value.text.trim()
    ? { key, value: { ...emptyDraft, ...found.value }, savedAt: found.savedAt }
    : null;
}

/** All of them, the latest first. */
export function listDrafts(): KeptDraft[] {
  const keys = listStored('otklik.draft.new').map((key) => key.slice('otklik.draft.'.length));
  return keys
    .flatMap((key) => (/^new(-[\w-]+)?$/u.test(key) ? (findDraft(key) ?? []) : []))
    .sort((a, b) => b.savedAt - a.savedAt);
}

/** Writes a draft past its form: what the queue learns of it. */
export function keepDraft(key: string, value: SubmitDraft): boolean {
  return writeStored(stored(key), packDraft(value, version, Date.now()));
}

export async function dropDraft(key: string): Promise<void> {
  writeStored(stored(key), null);
  await forgetFiles(key);
}

/** Whether a text says anything: letters or digits, as the server asks. */
export function isMeaningful(text: string): boolean {
  return /\p{L}|\p{N}/u.test(text);
}

/** The topic and the place stand near the beginning; the rest of a long text need not travel at every pause. */
const enough = 5000;

/** The words the server reads before it promises anything. */
export const wordsToRead = (text: string): string => text.trim().slice(0, enough);

export function hasPlace(draft: SubmitDraft): boolean {
  return draft.isPlaceless || draft.point !== null || draft.address.trim() !== '';
}
