import { uploadFile } from '../../../shared/contract/base/files.ts';
import { readSession } from '../../../shared/contract/base/identity.ts';
import {
  joinMessage,
  type Submission,
  submitMessage,
} from '../../../shared/contract/messages/cases-portal.ts';
import type { Promised } from '../../../shared/contract/messages/cases-reading.ts';
import { formatUntil } from '../../../shared/text/dates.ts';
import { promiseSentence } from '../../../shared/text/promise.ts';
import { firstLine, shorten } from '../../../shared/text/words.ts';
import { call } from '../../lib/api.ts';
import { type ApiProblem, asProblem, isPassing } from '../../lib/api-problem.ts';
import { performOrThrow } from '../../lib/commands/perform.ts';
import { findFiles } from '../../lib/draft-files.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { createStore } from '../../lib/store.ts';
import { showToast } from '../../lib/toast.ts';
import type { Consents } from '../parts/consent-boxes.tsx';
import { rememberSent } from '../parts/sent-messages.ts';
import { sendWaiting, startWaiting, type Waiting } from '../parts/waiting.ts';
import { contactsOf, isSameMessage, makeBody } from './message-body.ts';
import {
  dropDraft,
  findDraft,
  type KeptDraft,
  keepDraft,
  listDrafts,
  type SubmitDraft,
} from './submit-draft.ts';

/** Grows with every change the queue makes, for lists of drafts to read them anew. */
export const queueTurns = createStore(0);

/** The draft waits for a network from now on and then sends itself. */
export function queueDraft(key: string, value: SubmitDraft, { consent, publish }: Consents): void {
  const queued = { data: consent, publish };
  keepDraft(key, { ...value, clientKey: value.clientKey || makeRandomKey(), queued, trouble: '' });
  queueTurns.set((turn) => turn + 1);
  void sendQueued();
}

async function uploadKept(key: string): Promise<{ fileId: string; token: string }[]> {
  const refs: { fileId: string; token: string }[] = [];
  for (const file of await findFiles(key)) {
    const { fileId, token } = await performOrThrow(uploadFile, {}, { file });
    refs.push({ fileId, token });
  }
  return refs;
}

/**
 * Sends one draft under its own key: a repeat after a lost answer is the same message. What was sent before and got no
 * answer goes again word for word.
 */
async function sendOne({ key, value }: KeptDraft): Promise<void> {
  const clientKey = value.clientKey || makeRandomKey();
  const { data = false, publish = false } = value.queued ?? {};
  const fresh = makeBody(value, clientKey, await uploadKept(key), { consent: data, publish });
  const body: Submission = isSameMessage(value.pending, fresh) ? value.pending : fresh;
  keepDraft(key, { ...value, clientKey, pending: body });
  const { text, files, consent, consentVersion } = body;
  const { number, trackToken, registeredAt, promise } = value.joins
    ? await performOrThrow(joinMessage, {
        params: { number: value.joins },
        body: { clientKey, text, files, ...contactsOf(value), consent, consentVersion },
      })
    : await performOrThrow(submitMessage, { body }, { idempotencyKey: clientKey });
  const title = shorten(firstLine(value.text), 80);
  rememberSent({ number, key: trackToken, title, at: registeredAt }, value);
  await dropDraft(key);
  // Nobody has seen a date before it came: it is told now, and stands on the message's own page.
  const words = promise ? await tellPromise(promise) : '';
  showToast(`Сообщение отправлено, его номер ${number}${words}`);
}

/** The date in the city's own zone; nothing where the session cannot be read just now. */
async function tellPromise({ days, to }: Promised): Promise<string> {
  const session = await call(readSession).catch(() => null);
  if (!session) return '';
  return `. ${promiseSentence({ days, until: formatUntil(to, session.city.zone, Date.now()) })}`;
}

const isLater = (problem: ApiProblem): boolean =>
  isPassing(problem) || problem.code === 'offline' || problem.code === 'timeout';

/** What the server said stays with the draft, which waits for the person and no longer for the network. */
function noteTrouble(key: string, problem: ApiProblem): void {
  const now = findDraft(key);
  if (now) keepDraft(key, { ...now.value, queued: null, trouble: problem.message });
  showToast('Одно сообщение не принято: посмотрите в черновиках', { tone: 'problem' });
}

async function sendAll(): Promise<void> {
  for (const draft of listDrafts()) {
    if (!draft.value.queued) continue;
    try {
      await sendOne(draft);
    } catch (error) {
      const problem = asProblem(error);
      if (isLater(problem)) return;
      noteTrouble(draft.key, problem);
    } finally {
      queueTurns.set((turn) => turn + 1);
    }
  }
}

const messages: Waiting = {
  name: 'otklik-send',
  hasSome: () => listDrafts().some(({ value }) => value.queued),
  sendAll,
};

/** Sends what waits; of several open pages one does it. */
export const sendQueued = (): Promise<void> => sendWaiting(messages);

export const startQueue = (): void => startWaiting(messages);
