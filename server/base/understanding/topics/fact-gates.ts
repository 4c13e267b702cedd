import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Words without which a fact is not meant, whatever else speaks for it: the thing its name needs and, where it has one,
 * what befell it. «Столба нет, темно» is no leaning post. Data: `packs/base/models/fact-gates.json`, beginnings of words.
 */
const gatesSchema = z.record(z.string(), z.array(z.array(z.string().regex(/^[а-я ]{2,}$/u)).min(1)).min(1));
type Gates = z.output<typeof gatesSchema>;

export const readGates = (): Gates =>
  gatesSchema.parse(
    JSON.parse(
      readFileSync(resolve(import.meta.dirname, '../../../../packs/base/models/fact-gates.json'), 'utf8'),
    ),
  );

/**
 * What a gate says of a text: `closed` — it lacks a word the fact needs; `named` — it has the thing and what befell it;
 * `open` — nothing against it.
 */
export type GateWord = 'closed' | 'open' | 'named';
type ReadGate = (factId: string, text: string) => GateWord;

/** Makes the keeper of the gates; each is tried only where its fact is thought of. */
export function createGates(gates: Gates): ReadGate {
  const needs = new Map(
    Object.entries(gates).map(([factId, groups]) => [
      factId,
      groups.map((words) => new RegExp(`(?<![а-яё])(?:${words.join('|').replaceAll('е', '[её]')})`, 'iu')),
    ]),
  );
  return (factId, text) => {
    const groups = needs.get(factId);
    if (!groups) return 'open';
    if (!groups.every((need) => need.test(text))) return 'closed';
    return groups.length > 1 ? 'named' : 'open';
  };
}
