import type { ChannelKind, ContactKind } from '../../../shared/contract/monitoring/media.ts';
import { maskEmail, maskPhone } from '../../../shared/text/contacts.ts';
import { isPersonKind } from '../../../shared/text/monitoring/media.ts';
import { addDays } from '../../../shared/text/periods.ts';
import { stem } from '../../base/taxonomy/index.ts';

/** What a register of media may hold of people: pure rules. */

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/[а-я]+/gu) ?? [];

/** The word that says what a person is or believes, as it is written there; null where there is none. */
export function findLabel(text: string, labels: readonly string[]): string | null {
  const stems = new Set(labels.flatMap(wordsOf).map(stem));
  return wordsOf(text).find((word) => stems.has(stem(word))) ?? null;
}

export interface Keeping {
  purpose: string;
  ground: string;
  keptUntil: string | null;
}

export interface KeepingRules {
  purposes: readonly string[];
  grounds: readonly string[];
  mostDays: number;
}

/** What is wrong with how something is kept, by the fields of its form; empty = nothing. `today`: a local day. */
export function checkKeeping(
  { purpose, ground, keptUntil }: Keeping,
  { purposes, grounds, mostDays }: KeepingRules,
  today: string,
): Partial<Record<keyof Keeping, string>> {
  const wrong: Partial<Record<keyof Keeping, string>> = {};
  if (!purposes.includes(purpose)) wrong.purpose = 'Выберите, зачем хранить';
  if (!grounds.includes(ground)) wrong.ground = 'Выберите, на каком основании';
  if (keptUntil === null) wrong.keptUntil = 'Назовите день, до которого хранить';
  else if (keptUntil <= today) wrong.keptUntil = 'Этот день уже прошёл';
  else if (keptUntil > addDays(today, mostDays)) wrong.keptUntil = `Не дольше ${mostDays} дней`;
  return wrong;
}

/** The same of a card: of an organisation nothing is asked, and a term that is said all the same is held to. */
export function checkCardKeeping(
  kind: ContactKind,
  keeping: Keeping,
  rules: KeepingRules,
  today: string,
): Partial<Record<keyof Keeping, string>> {
  const says = keeping.purpose !== '' || keeping.ground !== '' || keeping.keptUntil !== null;
  return isPersonKind(kind) || says ? checkKeeping(keeping, rules, today) : {};
}

/** What everybody at the register sees of a contact; the whole is shown by an act that is on record. */
export function maskChannel(kind: ChannelKind, value: string): string {
  if (kind === 'phone') return maskPhone(value.replaceAll(/[\s()-]/gu, ''));
  if (kind === 'email') return maskEmail(value);
  const [first = ''] = [...value];
  return kind === 'address' ? value : `${first}•••`;
}
