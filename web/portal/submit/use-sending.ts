import { useEffect, useState } from 'react';
import {
  joinMessage,
  type Submission,
  type Submitted,
  submitMessage,
} from '../../../shared/contract/messages/cases-portal.ts';
import { firstLine, shorten } from '../../../shared/text/words.ts';
import { type ApiProblem, asProblem } from '../../lib/api-problem.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { useGo } from '../../lib/router.tsx';
import type { Consents } from '../parts/consent-boxes.tsx';
import type { KeptPhotos } from '../parts/kept-photos.ts';
import { rememberSent } from '../parts/sent-messages.ts';
import { keepContacts } from './known-contacts.ts';
import { contactsOf, isSameMessage, makeBody } from './message-body.ts';
import type { SubmitDraftState } from './submit-draft.ts';

export interface Sending {
  state: 'idle' | 'photos' | 'sending';
  problem: ApiProblem | null;
  /** Photos did not go; the words wait for a decision. */
  isStuckOnPhotos: boolean;
  send: (options?: SendOptions) => void;
}

interface SendOptions {
  withoutPhotos?: boolean;
  /** Under a new key: the former one already belongs to another message. */
  asNew?: boolean;
}

/**
 * Sends the draft once, however often it is tried: the key and, after a lost answer, the very words stay the same.
 * Photos under way are waited for; whatever fails, the draft stays on the device.
 */
export function useSending(
  draft: SubmitDraftState,
  kept: KeptPhotos,
  consents: Consents,
  isRemembered: boolean,
): Sending {
  const go = useGo();
  const [wish, setWish] = useState<SendOptions | null>(null);
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const isWaiting = wish !== null && !wish.withoutPhotos && kept.photos.isSending;
  const isStuckOnPhotos = wish !== null && !wish.withoutPhotos && !isWaiting && kept.hasFailed;

  const finish = async (submitted: Submitted) => {
    const { number, trackToken: key } = submitted;
    const { text, phone, email } = draft.value;
    const title = shorten(firstLine(text), 80);
    rememberSent({ number, key, title, at: submitted.registeredAt }, { phone, email });
    keepContacts(isRemembered ? draft.value : null);
    // The page first: an emptied draft would lead this one back to its first step.
    await go(`/done/${number}`, { search: { k: key }, replace: true });
    kept.forget();
    draft.clear();
  };
  const start = async (options: SendOptions) => {
    setSending(true);
    setProblem(null);
    try {
      await finish(await sendDraft(draft, options.withoutPhotos ? [] : kept.refs, consents, options.asNew));
    } catch (error) {
      setProblem(asProblem(error));
    } finally {
      setSending(false);
      setWish(null);
    }
  };
  const isReady = wish !== null && !isWaiting && !isStuckOnPhotos && !isSending;
  // biome-ignore lint/correctness/useExhaustiveDependencies: starts once, when the wish can be fulfilled
  useEffect(() => {
    if (isReady) void start(wish);
  }, [isReady]);
  return {
    state: isSending ? 'sending' : isWaiting ? 'photos' : 'idle',
    problem,
    isStuckOnPhotos,
    send: (options = {}) => {
      setProblem(null);
      setWish(options);
    },
  };
}

async function sendDraft(
  { value, change }: SubmitDraftState,
  files: KeptPhotos['refs'],
  consents: Consents,
  asNew = false,
): Promise<Submitted> {
  const clientKey = (asNew ? '' : value.clientKey) || makeRandomKey();
  const fresh = makeBody(value, clientKey, files, consents);
  const pending = asNew ? null : value.pending;
  const body: Submission = isSameMessage(pending, fresh) ? pending : fresh;
  change({ clientKey, pending: body });
  if (!value.joins) return performOrThrow(submitMessage, { body }, { idempotencyKey: clientKey });
  const { text, consent, consentVersion } = body;
  return performOrThrow(joinMessage, {
    params: { number: value.joins },
    body: {
      clientKey,
      text,
      files: body.files,
      ...contactsOf(value),
      consent,
      consentVersion,
    },
  });
}
