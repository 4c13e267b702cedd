import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

/**
 * Residents' messages with the block and theme a portal gave them, kept beside the project and never in it: JSONL of
 * `{"source", "text", "theme", "block"}`.
 */
const rowSchema = z.object({
  source: z.string().default(''),
  id: z.string().default(''),
  text: z.string(),
  theme: z.string(),
  block: z.string(),
});

/** Names of blocks in those files → codes of the taxonomy. «Прочее» there holds safety too. */
const codes: Readonly<Record<string, string>> = {
  ЖКХ: 'housing',
  Дороги: 'roads',
  Транспорт: 'transport',
  Здравоохранение: 'health',
  Образование: 'education',
  'Социальная политика': 'social',
  ТКО: 'waste',
  Энергетика: 'energy',
  Благоустройство: 'improvement',
  Прочее: 'other',
};

export type LabelledMessage = z.output<typeof rowSchema> & {
  code: string;
  /** Facts the theme's name covers; none where it is wider than any. */
  facts: readonly string[];
};

const themeFacts = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../../packs/base/models/theme-facts.json'), 'utf8'),
) as Record<string, string[]>;

/** Facts a portal's theme covers, judged by its name alone. */
export const factsOfTheme = (theme: string): readonly string[] =>
  themeFacts[theme.replaceAll(/\s+/gu, ' ').trim()] ?? [];

/** Path of the labelled messages; `OTKLIK_SHARED` moves the folder. */
export const labelledFile = (): string =>
  resolve(
    process.env.OTKLIK_SHARED ?? resolve(import.meta.dirname, '../../../../../shared'),
    'data/appeals/labelled.jsonl',
  );

/** Reads a file of labelled messages. Throws when a line is not one. */
export function readLabelled(file: string): LabelledMessage[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const row = rowSchema.parse(JSON.parse(line));
      return { ...row, code: codes[row.block] ?? row.block, facts: factsOfTheme(row.theme) };
    });
}
