import type { PersonalKind } from '../../../../shared/contract/base/personal-data.ts';
import { findNames } from './personal-names.ts';
import { findPersonalNumbers } from './personal-numbers.ts';
import type { PersonalSpan } from './personal-span.ts';

/** Personal data of a text in the order they stand in; none overlaps another. */
export function findPersonalData(text: string): PersonalSpan[] {
  const numbers = findPersonalNumbers(text);
  const names = findNames(text).filter(
    (name) => !numbers.some((other) => name.start < other.end && other.start < name.end),
  );
  return [...numbers, ...names].sort((a, b) => a.start - b.start);
}

/** Marks that stand for what was hidden from a reader. */
const dots: Partial<Record<PersonalKind, string>> = { phone: '••• ••• •• ••', email: '•••@•••' };

/** Names of what was hidden, for a reader that is a program: an outside model must keep the sentence whole. */
const words: Readonly<Record<PersonalKind, string>> = {
  name: '[ИМЯ]',
  phone: '[ТЕЛЕФОН]',
  email: '[ПОЧТА]',
  profile: '[СТРАНИЦА]',
  passport: '[ПАСПОРТ]',
  snils: '[СНИЛС]',
  inn: '[ИНН]',
  card: '[КАРТА]',
  account: '[СЧЁТ]',
  plate: '[НОМЕР МАШИНЫ]',
  flat: '[КВАРТИРА]',
  birth: '[ДАТА РОЖДЕНИЯ]',
};

export interface Masking {
  /** Left as they are: an executor must find the flat they are sent to. */
  except?: readonly PersonalKind[];
  /** Whether this very one is left as it is. */
  unless?: (span: PersonalSpan) => boolean;
  /** `dots` for people, `words` for an outside model. */
  by?: 'dots' | 'words';
}

/** The text without its personal data. */
export function maskPersonal(text: string, { except = [], unless, by = 'dots' }: Masking = {}): string {
  let masked = '';
  let place = 0;
  for (const span of findPersonalData(text)) {
    const { kind, start, end } = span;
    if (except.includes(kind) || unless?.(span)) continue;
    masked += text.slice(place, start) + (by === 'words' ? words[kind] : (dots[kind] ?? '•••'));
    place = end;
  }
  return place === 0 ? text : masked + text.slice(place);
}
