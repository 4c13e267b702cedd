import { readFileSync } from 'node:fs';
import type { Regime, RegimeDecision } from '../../../shared/contract/base/regimes.ts';
import { AppError } from '../../lib/errors.ts';
import { once } from '../../lib/once.ts';
import { loadRegimePack, type RegimePack } from './pack.ts';
import { type ContactFacts, resolveRegime } from './resolve.ts';

const path = new URL('../../../packs/base/regimes/regimes-2026.json', import.meta.url);

/** The pack that comes with the project, read once. Throws `RegimePackInvalid`. */
export const currentRegimes = once((): RegimePack => loadRegimePack(JSON.parse(readFileSync(path, 'utf8'))));

/** Decisions of this day and the like: kinds of contacts are few. */
const known = new Map<string, RegimeDecision>();
const MOST_KNOWN = 1000;

/**
 * The regime of a contact by the pack in force: in memory, no query. `decided`: by a person, against the pack. The same
 * facts give the same object, so nobody may change it.
 */
export function decideRegime(facts: ContactFacts, decided?: Regime): RegimeDecision {
  const { channel, identity, declares, receivedOn, signs } = facts;
  const key = JSON.stringify([channel, identity, declares, receivedOn, signs, decided]);
  const found = known.get(key);
  if (found) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  const decision = resolveRegime(currentRegimes(), facts, decided);
  known.set(key, decision);
  return decision;
}

/** Refuses a sign nobody has in the list. */
export function requireSigns(signs: readonly string[]): void {
  const listed = new Set(currentRegimes().signs.map(({ id }) => id));
  const foreign = signs.find((sign) => !listed.has(sign));
  if (foreign === undefined) return;
  throw new AppError('lib.bad-input', 'Такого признака нет. Обновите страницу и выберите из списка.', {
    fields: { signs: 'Неизвестный признак' },
  });
}
