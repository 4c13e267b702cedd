import { normaliseEmail, normalisePhone } from '../../../base/identity/index.ts';

/** What a search phrase turned out to be. */
export type Sought =
  | { kind: 'number'; number: string }
  | { kind: 'serial'; serial: number; month: string | null }
  | { kind: 'contact'; column: 'phone' | 'email'; value: string }
  | { kind: 'words'; words: string[] }
  /** Somebody's phone or e-mail, asked by one who may not see contacts. */
  | { kind: 'hidden' }
  | { kind: 'nothing' };

const MOST_WORDS = 12;

/** «ё» is typed by few; the stemmer makes no difference between the two either. */
const fold = (text: string): string => text.toLocaleLowerCase('ru').replaceAll('ё', 'е');

/** Words of a phrase, at most a dozen; only letters and digits get through. */
export const listPhraseWords = (phrase: string): string[] =>
  fold(phrase)
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, MOST_WORDS) ?? [];

/**
 * Reads a phrase: «№ 2026-11-0412», «11-412» or «412» is a number; a phone or an e-mail is a person, for those who may
 * see contacts; anything else is words. Numbers of other systems are of any form: `numbers.ts` looks for them besides.
 */
export function readSought(phrase: string, mayReveal: boolean): Sought {
  const text = phrase.trim().replace(/^№\s*/u, '');
  const numbered = /^(?:(\d{4})-)?(?:(\d{1,2})-)?(\d{1,7})$/.exec(text);
  if (numbered) {
    const [, year, month, serial = ''] = numbered;
    if (year && month)
      return { kind: 'number', number: `${year}-${month.padStart(2, '0')}-${serial.padStart(4, '0')}` };
    if (!year) return { kind: 'serial', serial: Number(serial), month: month?.padStart(2, '0') ?? null };
  }
  const phone = normalisePhone(text);
  const email = text.includes('@') ? normaliseEmail(text) : null;
  if (phone || email) {
    if (!mayReveal) return { kind: 'hidden' };
    return { kind: 'contact', column: phone ? 'phone' : 'email', value: (phone ?? email)! };
  }
  const words = listPhraseWords(text);
  return words.length > 0 ? { kind: 'words', words } : { kind: 'nothing' };
}
