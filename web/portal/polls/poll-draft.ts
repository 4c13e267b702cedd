import type { Answers, Said } from '../../../shared/contract/participation/questionnaire.ts';
import { type Draft, useDraft } from '../../lib/draft.ts';
import { packDraft, unpackDraft } from '../../lib/draft-format.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { listStored, readStored, writeStored } from '../../lib/storage.ts';

/** An answer that is being given, kept on this device until it was taken. */
export interface PollDraft {
  answers: Answers;
  said: Said;
  /** Made with the draft: the same answer sent twice is one; the order of options is by it too. */
  clientKey: string;
  /** Of the questions it answers. */
  edition: number;
  title: string;
  /** The person has pressed the button and is signing in. */
  isWished: boolean;
  /** Ready, and waits for a network to send itself. */
  isQueued: boolean;
  /** Why the server did not take it when it came. */
  trouble: string;
}

const version = 1;
const PREFIX = 'otklik.draft.poll-';
const keyOf = (pollId: string): string => `poll-${pollId}`;
/** What a person said of themselves last: the next poll does not ask anew. Only on this device. */
const SAID = 'otklik.poll-said';

export function findSaid(): Said {
  const empty: Said = { ageGroup: null, isOfAge: false, districtId: null };
  try {
    return { ...empty, ...(JSON.parse(readStored(SAID) ?? '{}') as Partial<Said>) };
  } catch {
    return empty;
  }
}

export const keepSaid = (said: Said): boolean => writeStored(SAID, JSON.stringify(said));

export const beginDraft = (): PollDraft => ({
  answers: {},
  said: findSaid(),
  clientKey: makeRandomKey(),
  edition: 0,
  title: '',
  isWished: false,
  isQueued: false,
  trouble: '',
});

export const usePollDraft = (pollId: string, empty: PollDraft): Draft<PollDraft> =>
  useDraft(keyOf(pollId), empty, version);

export interface KeptAnswer {
  pollId: string;
  value: PollDraft;
}

/** Answers that wait on this device. */
export const listAnswers = (): KeptAnswer[] =>
  listStored(PREFIX).flatMap((key) => {
    const found = unpackDraft<PollDraft>(readStored(key), version, Date.now());
    return found ? [{ pollId: key.slice(PREFIX.length), value: { ...beginDraft(), ...found.value } }] : [];
  });

/** Writes past the form: what the queue learns of it; null forgets it. */
export const keepAnswer = (pollId: string, value: PollDraft | null): boolean =>
  writeStored(`${PREFIX}${pollId}`, value && packDraft(value, version, Date.now()));
