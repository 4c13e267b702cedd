import type { Status } from '../contract/messages/cases.ts';
import { nbsp } from './plural.ts';

const list = new Intl.ListFormat('ru', { type: 'conjunction' });

/** «№ 2026-11-0412»: a document number that does not break from its sign; its hyphens are the style's to keep. */
export function formatCaseNumber(number: string): string {
  return `№${nbsp}${number.replace(/^№\s*/u, '')}`;
}

/** «Дороги, ТКО и ЖКХ». */
export function joinWords(words: readonly string[]): string {
  return list.format(words);
}

/** First letter capital, the rest untouched. */
export function capitalise(text: string): string {
  const [first = ''] = text;
  return first.toLocaleUpperCase('ru') + text.slice(first.length);
}

/** First letter small, the rest untouched: «Название» within a sentence. */
export function uncapitalise(text: string): string {
  const [first = ''] = text;
  return first.toLocaleLowerCase('ru') + text.slice(first.length);
}

/** Cuts at a word boundary and ends with «…»; counts characters a person sees, so that an emoji is never halved. */
export function shorten(text: string, limit: number): string {
  const letters = Array.from(text);
  if (letters.length <= limit) return text;
  const head = letters.slice(0, limit - 1).join('');
  const space = head.lastIndexOf(' ');
  return `${(space > limit / 3 ? head.slice(0, space) : head).trimEnd()}…`;
}

/** First line of a text with runs of spaces collapsed, for list rows. */
export function firstLine(text: string): string {
  return (text.trim().split(/\r?\n/u, 1)[0] ?? '').replaceAll(/\s+/gu, ' ');
}

/**
 * Keeps prepositions, particles, initials, «№», «ул.» and numbers with the word they belong to.
 * For headings and short texts; an answer of a page's length does not need it.
 */
export function tieWords(text: string): string {
  return text
    .replaceAll(/(?<=^|[\s(«])([а-яё]{1,2}) (?=\S)/giu, `$1${nbsp}`)
    .replaceAll(/(№|ул\.|пр\.|пер\.|д\.|кв\.|п\.|г\.) (?=\S)/gu, `$1${nbsp}`)
    .replaceAll(/(\d) (?=(?:рабоч|дн|день|дня|ч |ч$|мин|м |м$|%|₽))/gu, `$1${nbsp}`)
    .replaceAll(/([А-ЯЁ]\.)\s?([А-ЯЁ]\.)\s?(?=[А-ЯЁ][а-яё])/gu, `$1$2${nbsp}`);
}

const keyed = 'qwertyuiop[]asdfghjkl;\'zxcvbnm,.`QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>~';
const cyrillic = 'йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ';

/** What was meant when a Russian word was typed with the English layout on: «cyzn» is «снят». */
export function readAsRussianLayout(text: string): string {
  return Array.from(text, (letter) => {
    const at = keyed.indexOf(letter);
    return at < 0 ? letter : (cyrillic[at] ?? letter);
  }).join('');
}

/** Said of an input whose fields say what is wrong with each; it adds nothing to their words. */
export const someFieldsWrong = 'Часть полей заполнена неверно. Исправьте их и отправьте снова.';

/** States of a case as the staff read them, on screens and in files. */
export const statusTitles: Readonly<Record<Status, string>> = {
  new: 'Новое',
  moderation: 'Ждёт разбора',
  rejected: 'Отклонено',
  clarification: 'Ждём жителя',
  coordination: 'Ждёт исполнителя',
  forwarded_out: 'Передано',
  assigned: 'Назначено',
  in_work: 'В работе',
  answer_draft: 'В работе, ответ готовится',
  review: 'На согласовании',
  approval: 'На утверждении',
  rework: 'Ответ на доработке',
  deferred: 'Запланировано',
  answered: 'Ответ дан',
  reopened: 'Возвращено жителем',
  closed: 'Закрыто',
  closed_forwarded: 'Закрыто: передано',
  closed_no_reply: 'Закрыто: нет уточнения',
  closed_terminated: 'Переписка прекращена',
  closed_unanswered: 'Закрыто: ответ не даётся',
  merged: 'Присоединено',
};

/** Whether the resident says that the matter is solved. */
export const resolvedTitles = { yes: 'да', partly: 'частично', no: 'нет' } as const;
