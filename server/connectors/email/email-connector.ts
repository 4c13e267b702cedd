import type { ImapFlow } from 'imapflow';
import type { DNSResolver } from 'mailauth';
import {
  type NetworkConnector,
  NetworkFailure,
  type NetworkTrouble,
  type PageAccess,
  type Pulled,
  type Spoken,
  type Utterance,
} from '../../base/networks/index.ts';
import { greetMailServer, SmtpFailure, type SmtpServer, sendMail } from '../../lib/outbound/smtp.ts';
import { passes, tryFunctions } from '../kit/trials.ts';
import { composeAnswer, isAuthentic, mayAnswer } from './auto-answer.ts';
import { LARGEST_LETTER, type ReadLetter, readLetter } from './letters.ts';
import { mailboxOf, mailKeys, openSmtpAccess } from './mail-access.ts';
import { forgetOld, type MailMemory, noteAnswered, readMailCursor, writeMailCursor } from './mail-cursor.ts';
import { explainMail } from './mail-failures.ts';
import { workInMailbox } from './mailbox.ts';

/** Letters of one reading. */
const PAGE = 50;
const LONGEST_REPLY = 20_000;

/** What the connector has of its surroundings. */
export interface MailSurroundings {
  now: () => Date;
  /** How names are asked for, to know whether a letter is of who it says; the system's own unless told. */
  resolver?: DNSResolver;
}

/**
 * Letters to a mailbox: an open source beside the networks, for since 30.03.2025 a letter by e-mail is no appeal (547-ФЗ). Whoever writes
 * hears once a day, by a machine, how one turns to the city by law.
 */
export function createEmailConnector(surroundings: MailSurroundings): NetworkConnector {
  return {
    network: 'email',
    keys: mailKeys,
    longestReply: LONGEST_REPLY,
    pull: (access, cursor) => pullLetters(access, cursor, surroundings),
    say: sayByLetter,
    tryKeys: (access) =>
      tryFunctions([
        ['messages', passes(() => workInMailbox(access, true, async () => {}))],
        ['reply', passes(() => speakByMail(access, greetMailServer))],
      ]),
  };
}

async function pullLetters(access: PageAccess, cursor: string, around: MailSurroundings): Promise<Pulled> {
  const isAnswering = Boolean(access.keys.smtp);
  return workInMailbox(access, !isAnswering, async (client) => {
    const memory = readMailCursor(cursor);
    const validity = client.mailbox ? String(client.mailbox.uidValidity) : '';
    // Other numbers: the mailbox is read as if for the first time; what is known is known by its keys.
    const isFirst = memory.validity !== validity;
    const uids = await listNew(client, isFirst ? 0 : memory.uid);
    const page = isFirst ? uids.slice(-PAGE) : uids.slice(0, PAGE);
    const letters = await fetchLetters(client, page, access, around.now());
    const answered = forgetOld(memory.answered, around.now());
    let trouble = isAnswering ? memory.trouble : '';
    // What stood there before we came is nobody's question to us.
    if (isAnswering && !isFirst)
      trouble = (await answerAll(client, letters, access, { answered, around })) ?? trouble;
    const next: MailMemory = { validity, uid: page.at(-1) ?? (isFirst ? 0 : memory.uid), answered, trouble };
    return {
      readings: letters.map(({ reading }) => reading),
      cursor: writeMailCursor(next),
      isMore: !isFirst && uids.length > page.length,
      trouble,
    };
  });
}

/** Numbers of letters after one, ascending; a server answers `7:*` by its last letter even where that is the sixth. */
async function listNew(client: ImapFlow, after: number): Promise<number[]> {
  const found = await client.search({ uid: `${after + 1}:*` }, { uid: true });
  return (found || []).filter((uid) => uid > after).sort((a, b) => a - b);
}

async function fetchLetters(
  client: ImapFlow,
  uids: readonly number[],
  access: PageAccess,
  now: Date,
): Promise<ReadLetter[]> {
  if (uids.length === 0) return [];
  const letters: ReadLetter[] = [];
  const query = {
    uid: true,
    flags: true,
    internalDate: true,
    source: { start: 0, maxLength: LARGEST_LETTER },
  };
  for await (const message of client.fetch(uids.join(','), query, { uid: true }))
    letters.push(await readLetter(message, mailboxOf(access), now));
  return letters.sort((a, b) => a.uid - b.uid);
}

interface Answering {
  answered: Map<string, number>;
  around: MailSurroundings;
}

/**
 * Answers whom a machine may answer; why the last answer did not go out, empty where it did, null where there was none. The letter is
 * marked as answered first: read again after a failure, it is not answered twice, and its author counts as answered.
 */
async function answerAll(
  client: ImapFlow,
  letters: readonly ReadLetter[],
  access: PageAccess,
  { answered, around }: Answering,
): Promise<string | null> {
  const now = around.now();
  let trouble: string | null = null;
  for (const letter of letters) {
    if (letter.isAnswered && letter.sender) noteAnswered(answered, letter.sender, now);
    if (!mayAnswer(letter, answered, now) || !(await isAuthentic(letter, around.resolver))) continue;
    await client.messageFlagsAdd(String(letter.uid), ['\\Answered'], { uid: true });
    noteAnswered(answered, letter.sender, now);
    const failure = await sendAnswer(letter, access, now);
    trouble = failure ? `Автоответ не ушёл: ${failure.reason}` : '';
    // A password that is refused again and again closes the mailbox to its keepers too.
    if (failure?.trouble === 'key') break;
  }
  return trouble;
}

/** Why it did not go out, in Russian; what the server said stays out of it: it names the author. */
async function sendAnswer(
  letter: ReadLetter,
  access: PageAccess,
  now: Date,
): Promise<{ trouble: NetworkTrouble; reason: string } | null> {
  const day = now.toISOString().slice(0, 10);
  const answer = composeAnswer(letter, { mailbox: mailboxOf(access), form: access.keys.form ?? '', day });
  try {
    await sendMail(await openSmtpAccess(access), answer);
    return null;
  } catch (error) {
    const failure = explainMail(error);
    if (!(failure instanceof NetworkFailure)) throw error;
    return {
      trouble: failure.trouble,
      reason: error instanceof SmtpFailure ? error.message : failure.message,
    };
  }
}

/** Speaks to the server of outgoing letters. Throws `NetworkFailure`. */
async function speakByMail(
  access: PageAccess,
  talk: (server: SmtpServer) => Promise<unknown>,
): Promise<void> {
  try {
    await talk(await openSmtpAccess(access));
  } catch (error) {
    throw explainMail(error);
  }
}

/** A person's answer to a letter, in its thread. */
async function sayByLetter(access: PageAccess, { id, to, text }: Utterance): Promise<Spoken> {
  const mailbox = mailboxOf(access);
  const messageId = `<${id}@${mailbox.slice(mailbox.indexOf('@') + 1)}>`;
  const thread = [to.threadId, to.id].map(messageIdOf).filter((one) => one !== '');
  const letter = {
    messageId,
    from: { name: '', address: mailbox },
    to: { name: '', address: to.authorId },
    subject: 'Ответ на ваше письмо',
    text,
    ...(thread.length > 0 && { inReplyTo: thread.at(-1)!, references: [...new Set(thread)] }),
  };
  await speakByMail(access, (server) => sendMail(server, letter));
  return { id: `letter:${messageId}`, url: '' };
}

/** The Message-ID of a letter; empty of one that had none. */
function messageIdOf(postId: string): string {
  const id = postId.slice('letter:'.length);
  return /^<[^<>\s]+>$/u.test(id) ? id : '';
}
