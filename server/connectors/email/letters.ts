import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { FetchMessageObject } from 'imapflow';
import type { ParsedMail } from 'mailparser';
import type { NetworkFact, NetworkReading, SeenPost } from '../../base/networks/index.ts';
import { makeReading } from '../kit/look.ts';

/** A letter of the mailbox. */
export interface ReadLetter {
  uid: number;
  reading: NetworkReading;
  source: Buffer;
  /** Who wrote it, small letters; empty where it says nothing a person could be answered at. */
  sender: string;
  /** With its brackets; empty where it has none. */
  messageId: string;
  arrivedAt: Date;
  /** Somebody or something has answered it already. */
  isAnswered: boolean;
}

/** So much of a letter is read, bytes: its words stand before its attachments. */
export const LARGEST_LETTER = 1_000_000;
const LONGEST_TEXT = 50_000;
const LONGEST_RAW = 250_000;

/** Reads a letter. */
export async function readLetter(
  message: FetchMessageObject,
  mailbox: string,
  now: Date,
): Promise<ReadLetter> {
  const source = message.source ?? Buffer.alloc(0);
  const mail = await parse(source);
  const hash = createHash('sha256').update(source).digest('hex');
  const messageId = clean(mail?.messageId ?? '').slice(0, 200);
  const from = mail?.from?.value[0];
  const sender = clean(from?.address ?? '').toLowerCase();
  const arrivedAt = message.internalDate ? new Date(message.internalDate) : (mail?.date ?? now);
  const ignored = mail ? whyIgnored(mail, sender, mailbox) : 'Письмо не разобрано: оно не по форме';
  const facts: NetworkFact[] = [];
  // A letter never changes: another one that calls itself alike must not replace it.
  if (mail && !ignored) {
    const post = makePost(mail, { id: messageId || hash, sender, name: clean(from?.name ?? ''), arrivedAt });
    facts.push({ fact: 'seen', post, isBirth: true });
  }
  return {
    uid: message.uid,
    reading: makeReading(
      `mail:${messageId || 'none'}:${hash.slice(0, 40)}`,
      writeEvidence(source),
      facts,
      ignored,
    ),
    source,
    sender: ignored ? '' : sender,
    messageId,
    arrivedAt,
    isAnswered: message.flags?.has('\\Answered') ?? false,
  };
}

/** Null where it is no letter: whoever writes must not be able to hold up those who write after. */
async function parse(source: Buffer): Promise<ParsedMail | null> {
  const { simpleParser } = await import('mailparser');
  return simpleParser(source, { skipTextToHtml: true, skipImageLinks: true }).catch(() => null);
}

/** A database keeps no NUL. */
const clean = (text: string): string => text.replaceAll('\0', '').trim();

const linesOf = ({ headerLines }: ParsedMail, name: string): string[] =>
  headerLines.filter(({ key }) => key === name).map(({ line }) => line.slice(line.indexOf(':') + 1).trim());

/** Machines that write to machines write without end: their letters are kept as evidence and mean nothing (RFC 3834). */
function whyIgnored(mail: ParsedMail, sender: string, mailbox: string): string | null {
  if (linesOf(mail, 'auto-submitted').some((value) => !/^no\b/iu.test(value)))
    return 'Письмо написала программа (Auto-Submitted)';
  if (linesOf(mail, 'return-path').some((value) => /^<\s*>$/u.test(value)))
    return 'Извещение почтового сервера (пустой Return-Path)';
  if (linesOf(mail, 'precedence').some((value) => /^(?:bulk|list|junk)\b/iu.test(value)))
    return 'Рассылка (Precedence)';
  if (linesOf(mail, 'list-id').length > 0) return 'Рассылка (List-Id)';
  if (sender === '') return 'В письме нет адреса отправителя';
  return sender === mailbox ? 'Письмо из этого же ящика' : null;
}

function makePost(
  mail: ParsedMail,
  { id, sender, name, arrivedAt }: { id: string; sender: string; name: string; arrivedAt: Date },
): SeenPost {
  const references = [mail.references ?? []].flat();
  const parent = mail.inReplyTo ?? references.at(-1);
  const head = references[0] ?? mail.inReplyTo;
  const text = [clean(mail.subject ?? ''), clean(mail.text ?? '')].filter(Boolean).join('\n\n');
  return {
    id: `letter:${id}`,
    kind: 'message',
    threadId: `letter:${head ? clean(head).slice(0, 200) : id}`,
    parentId: parent ? `letter:${clean(parent).slice(0, 200)}` : null,
    pageId: '',
    authorId: sender,
    authorName: name,
    isOwn: false,
    text: text.slice(0, LONGEST_TEXT),
    pictures: [],
    url: '',
    postedAt: arrivedAt,
    editedAt: null,
    reach: null,
  };
}

/** The letter as it came; what is not UTF-8 is written byte by byte. */
function writeEvidence(source: Buffer): string {
  const isText = isUtf8(source);
  const cut = source.subarray(0, isText ? LONGEST_RAW : LONGEST_RAW / 2);
  return cut.toString(isText ? 'utf8' : 'latin1').replaceAll('\0', '');
}
