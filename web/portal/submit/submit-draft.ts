import type { Submission } from '../../../shared/contract/cases-portal.ts';
import { type Draft, useDraft } from '../../lib/draft.ts';
import { unpackDraft } from '../../lib/draft-format.ts';
import { readStored } from '../../lib/storage.ts';

export interface Point {
  lat: number;
  lon: number;
}

/** What the person did last to name the place; `refused`: the photo's place was not the one. */
export type PlaceSource = '' | 'photo' | 'refused' | 'address' | 'map' | 'device';

export interface SubmitDraft {
  /** Made at the first try to send; the server returns the same message to the same key. */
  clientKey: string;
  /** What was sent under that key and got no answer, to be repeated word for word. */
  pending: Submission | null;
  text: string;
  factId: string;
  /** `suggested` follows the text, `chosen` stays, `refused` means «не знаю». */
  topic: 'suggested' | 'chosen' | 'refused';
  answers: Record<string, string>;
  /** The topic whose danger to life the person has denied. */
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
  phone: string;
  email: string;
  name: string;
}

export const emptyDraft: SubmitDraft = {
  clientKey: '',
  pending: null,
  text: '',
  factId: '',
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
  phone: '',
  email: '',
  name: '',
};

export const draftKey = 'new';
const version = 1;

export type SubmitDraftState = Draft<SubmitDraft>;

export function useSubmitDraft(): SubmitDraftState {
  return useDraft(draftKey, emptyDraft, version);
}

/** Text of the message that waits on this device; null when there is none. */
export function findUnsent(): string | null {
  const stored = readStored(`otklik.draft.${draftKey}`);
  const text = unpackDraft<SubmitDraft>(stored, version, Date.now())?.value.text.trim();
  return text || null;
}

/** Whether a text says anything: letters or digits, as the server asks. */
export function isMeaningful(text: string): boolean {
  return /\p{L}|\p{N}/u.test(text);
}

export function hasPlace(draft: SubmitDraft): boolean {
  return draft.isPlaceless || draft.point !== null || draft.address.trim() !== '';
}
