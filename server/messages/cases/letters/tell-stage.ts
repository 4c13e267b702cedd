import { firstOf } from '../../../../shared/lists.ts';
import { isTold, type Stage } from '../../../../shared/text/letter-matrix.ts';
import { localDate } from '../../../base/deadlines/index.ts';
import { type LetterInput, sendLetters } from '../../../base/outbox/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { trackPath } from '../core/tracking.ts';
import { noteTold, type Reader, readersOf, readToldCase, type ToldCase } from './readers.ts';
import type { About, FactsOf, Words } from './stage-facts.ts';
import { dayWords, stageWords } from './words.ts';

interface TellOptions {
  /** The decision may be taken back until then. */
  notBefore?: Date;
  /** To these alone: who has just joined, who is to be reminded. */
  only?: ReadonlySet<string>;
}

/** A word to one reader: the stage's own, or only that the date has moved where the stage itself is not told them. */
interface Telling {
  purpose: Stage;
  words: Words;
  about: About;
}

const placeOf = ({ email, phone }: Reader) =>
  email ? { channel: 'email' as const, recipient: email } : { channel: 'sms' as const, recipient: phone! };

/**
 * Tells a stage to everybody whom the letter matrix names: who wrote, who joined, who wrote what was merged into it, each by
 * their own number and link. A date that moved since it was last told is told with it, and by itself to those whom the
 * stage reaches on the page alone.
 */
export async function tellStage<S extends Stage>(
  ctx: Ctx,
  caseId: string,
  stage: S,
  facts: FactsOf<S>,
  options: TellOptions = {},
): Promise<void> {
  const readers = await readersOf(ctx, caseId, options.only);
  if (readers.length === 0) return;
  const file = await readToldCase(ctx, caseId);
  const isMoved = hasMoved(file);
  let saysDate = false;
  const letters = readers.flatMap((reader) => {
    const about = aboutOf(ctx, file, reader);
    const telling = choose(stage, stageWords[stage](about, facts), reader, about, isMoved);
    if (!telling) return [];
    saysDate ||= telling.words.saysDate === true;
    return [writeLetter(file, reader, telling, isMoved, options.notBefore)];
  });
  await sendLetters(ctx, letters);
  const isOver = stageWords[stage](aboutOf(ctx, file, firstOf(readers)), facts).isOver === true;
  if (!options.only && !isOver && (isMoved || (saysDate && !file.is_paused)))
    await noteTold(ctx, caseId, file.due_at);
}

/** The date stands, was told before, and is another day now. */
const hasMoved = ({ due_at, told_due_at, is_paused }: ToldCase): boolean =>
  due_at !== null && told_due_at !== null && !is_paused && localDate(due_at) !== localDate(told_due_at);

function aboutOf(ctx: Ctx, file: ToldCase, { id, number, is_author }: Reader): About {
  const { publicUrl } = ctx.config;
  return {
    what: `${file.regime === STATUTORY_APPEAL ? 'Обращение' : 'Сообщение'} № ${number}`,
    number,
    isAuthor: is_author,
    link: `${publicUrl}${trackPath(number, id)}`,
    newLink: `${publicUrl}/new`,
    dueAt: file.is_paused ? null : file.due_at,
  };
}

function choose(stage: Stage, words: Words, reader: Reader, about: About, isMoved: boolean): Telling | null {
  const person = reader.is_author ? 'author' : 'joiner';
  const { channel } = placeOf(reader);
  if (isTold(stage, person, channel)) return { purpose: stage, words, about };
  const tellsDate = isMoved && !words.isOver && isTold('case-term-moved', person, channel);
  return tellsDate
    ? { purpose: 'case-term-moved', words: stageWords['case-term-moved'](about, {}), about }
    : null;
}

/** «Ответим до 30.11.2026, раньше называли 24.12.2026.» */
function movedLine({ due_at, told_due_at }: ToldCase): string {
  return `Ответим до ${dayWords(due_at!)}, раньше называли ${dayWords(told_due_at!)}.`;
}

function writeLetter(
  file: ToldCase,
  reader: Reader,
  { purpose, words, about }: Telling,
  isMoved: boolean,
  notBefore: Date | undefined,
): LetterInput {
  const place = placeOf(reader);
  const isShort = place.channel === 'sms';
  const date = isMoved && !words.saysDate && !words.isOver ? [movedLine(file)] : [];
  const said = isShort ? [words.short ?? words.text.join(' '), ...date] : [...words.text, ...date];
  return {
    ...place,
    caseId: reader.case_id,
    subject: words.subject,
    text: [...said, `${words.lead ?? 'Следить'}: ${about.link}`].join(isShort ? ' ' : '\n\n'),
    purpose,
    isDuty: file.regime === STATUTORY_APPEAL,
    ...(notBefore && { notBefore }),
  };
}

/** «Принято»: number, term and the private link, to who wrote; nothing where no contact was left. */
export function writeReceipt(
  ctx: Ctx,
  file: { id: string; number: string; regime: string; due_at: Date | null; isRange: boolean },
  contact: { id: string; phone: string | null; email: string | null },
): LetterInput[] {
  if ((contact.email ?? contact.phone) === null) return [];
  const reader = { ...contact, case_id: file.id, number: file.number, is_author: true };
  const told = { ...file, told_due_at: file.due_at, is_paused: false };
  const about = aboutOf(ctx, told, reader);
  const words = stageWords['case-registered'](about, { isRange: file.isRange });
  return [writeLetter(told, reader, { purpose: 'case-registered', words, about }, false, undefined)];
}

/** The date may have moved by something that is no stage: a corrected topic, another legal order, the end of a pause. */
export async function tellMovedTerm(ctx: Ctx, caseId: string): Promise<void> {
  if (hasMoved(await readToldCase(ctx, caseId))) await tellStage(ctx, caseId, 'case-term-moved', {});
}
