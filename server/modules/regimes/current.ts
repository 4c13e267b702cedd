import { readFileSync } from 'node:fs';
import type { Regime, RegimeDecision } from '../../../shared/contract/regimes.ts';
import { AppError } from '../../lib/errors.ts';
import { loadRegimePack, type RegimePack } from './pack.ts';
import { type ContactFacts, resolveRegime } from './resolve.ts';

const path = new URL('../../../packs/regimes/regimes-2026.json', import.meta.url);
let loaded: RegimePack | undefined;

/** The pack that comes with the project, read once. Throws `RegimePackInvalid`. */
export function currentRegimes(): RegimePack {
  loaded ??= loadRegimePack(JSON.parse(readFileSync(path, 'utf8')));
  return loaded;
}

/** The regime of a contact by the pack in force: in memory, no query. `decided`: by a person, against the pack. */
export const decideRegime = (facts: ContactFacts, decided?: Regime): RegimeDecision =>
  resolveRegime(currentRegimes(), facts, decided);

/** Refuses a sign nobody has in the list. */
export function requireSigns(signs: readonly string[]): void {
  const known = new Set(currentRegimes().signs.map(({ id }) => id));
  const foreign = signs.find((sign) => !known.has(sign));
  if (foreign === undefined) return;
  throw new AppError('lib.bad-input', 'Такого признака нет. Обновите страницу и выберите из списка.', {
    fields: { signs: 'Неизвестный признак' },
  });
}
