import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { once } from '../../../lib/once.ts';

const packSchema = z.object({
  kind: z.literal('first-names'),
  men: z.string(),
  women: z.string(),
  ambiguous: z.string(),
  commemorated: z.string(),
});

export interface FirstNames {
  /** A form in any case, lower, without ё → the names it may be of. */
  forms: ReadonlyMap<string, readonly string[]>;
  ambiguous: ReadonlySet<string>;
  /** «карл маркс»: the name and the beginning of the surname common to its cases. */
  isCommemorated: (form: string, surname: string) => boolean;
}

export const plainWord = (word: string): string => word.toLowerCase().replaceAll('ё', 'е');

const irregular: Readonly<Record<string, string[]>> = {
  лев: ['льва', 'льву', 'львом', 'льве'],
  павел: ['павла', 'павлу', 'павлом', 'павле'],
};
const hushing = /[жшчщц]$/;

function formsOf(name: string): string[] {
  const rest = name.slice(0, -1);
  const own = irregular[name];
  if (own) return [name, ...own];
  switch (name.at(-1)) {
    case 'а': {
      const soft = /[гкхжшчщ]$/.test(rest) ? 'и' : 'ы';
      return [name, ...[soft, 'е', 'у', 'ой', 'ою', 'ей'].map((end) => rest + end)];
    }
    case 'я':
      return [name, ...['и', 'е', 'ю', 'ей', 'ею'].map((end) => rest + end)];
    case 'й':
      return [name, ...['я', 'ю', 'ем', 'е', 'и'].map((end) => rest + end)];
    case 'ь':
      return [name, ...['я', 'ю', 'ем', 'е', 'и', 'ью'].map((end) => rest + end)];
    case 'о':
    case 'е':
    case 'и':
    case 'у':
    case 'э':
      return [name];
    default:
      return [name, ...['а', 'у', hushing.test(name) ? 'ем' : 'ом', 'е'].map((end) => name + end)];
  }
}

/** What the surname keeps in every case. */
const rootOf = (surname: string): string => surname.slice(0, Math.max(3, surname.length - 2));

function loadFirstNames(): FirstNames {
  const file = resolve(import.meta.dirname, '../../../../packs/base/names/first-names-2026.json');
  const pack = packSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  const forms = new Map<string, string[]>();
  for (const name of plainWord(`${pack.men} ${pack.women}`).split(' ')) {
    for (const form of formsOf(name)) forms.set(form, [...(forms.get(form) ?? []), name]);
  }
  const remembered = plainWord(pack.commemorated)
    .split(';')
    .map((entry) => entry.split(/\s(?:и\s)?/u))
    .map(([name = '', surname = '']) => ({ name, root: rootOf(surname) }));
  return {
    forms,
    ambiguous: new Set(plainWord(pack.ambiguous).split(' ')),
    isCommemorated: (form, surname) =>
      remembered.some(
        ({ name, root }) =>
          plainWord(surname).startsWith(root) &&
          (form === name || (forms.get(form)?.includes(name) ?? false)),
      ),
  };
}

/** The dictionary of packs/base/names, read at the first use. */
export const firstNames = once(loadFirstNames);
