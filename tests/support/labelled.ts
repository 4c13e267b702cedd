import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { groupNearDuplicates } from '../../server/base/understanding/duplicates/near-duplicates.ts';
import {
  type LabelledMessage,
  labelledFile,
  readLabelled,
} from '../../server/base/understanding/teaching/labelled.ts';
import { trainShippedModel } from '../../server/base/understanding/teaching/train-shipped.ts';
import { shippedTaxonomy } from '../../server/base/understanding/topics/evidence.ts';
import { writeModel } from '../../server/base/understanding/topics/model-file.ts';

export const keyOf = ({ source, id }: Pick<LabelledMessage, 'source' | 'id'>): string => `${source}-${id}`;

/** Ids of the 300 labelled messages set aside for the measure of sorting: no rule and no share was made by them. */
export function readHeldKeys(): ReadonlySet<string> {
  const path = join(import.meta.dirname, '../data/sorting-held.json');
  return new Set(JSON.parse(readFileSync(path, 'utf8')) as string[]);
}

/** The messages set aside, and a model that has seen neither them nor what is nearly the same. */
export function trainWithoutHeld(): { held: LabelledMessage[]; model: Buffer } {
  const keys = readHeldKeys();
  const rows = readLabelled(labelledFile());
  const groups = groupNearDuplicates(rows.map(({ text }) => text));
  const isHeld = (row: LabelledMessage): boolean => keys.has(keyOf(row));
  const aside = new Set(rows.flatMap((row, at) => (isHeld(row) ? [groups[at]!] : [])));
  const texts = rows.flatMap(({ text, code, theme, source, facts }, at) =>
    aside.has(groups[at]!) ? [] : [{ text, label: code, group: groups[at]!, kind: theme, source, facts }],
  );
  return { held: rows.filter(isHeld), model: writeModel(trainShippedModel(texts, shippedTaxonomy())) };
}
