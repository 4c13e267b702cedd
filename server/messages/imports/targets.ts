import type { ImportField } from '../../../shared/contract/messages/imports.ts';
import { AppError } from '../../lib/errors.ts';
import { type Field, fieldTitles } from './fields.ts';
import { type Mapping, suggestMapping } from './mapping.ts';

/** Fields a case is made of, in the order of the mapping screen; the rest of a register is history nobody asks for yet. */
const targets: readonly { field: Field; hint?: string }[] = [
  { field: 'text' },
  { field: 'externalId', hint: 'По нему узнаём повторы. Без него повтором считается то же содержание' },
  { field: 'receivedAt', hint: 'От этого дня идёт срок. Без столбца — день загрузки' },
  { field: 'block', hint: 'Название, цифра или код блока: «ЖКХ», «Дороги», «2»' },
  { field: 'theme', hint: 'Станет заголовком, если своего нет' },
  { field: 'title' },
  { field: 'fact', hint: 'Код факта из рубрикатора' },
  { field: 'address' },
  { field: 'district' },
  { field: 'lat' },
  { field: 'lon' },
  { field: 'channel', hint: 'Для каждой строки свой; без столбца — выбранный ниже' },
  { field: 'source', hint: 'Если в файле сведены несколько систем с одинаковыми номерами' },
  { field: 'name' },
  { field: 'phone' },
  { field: 'email' },
];

const names: ReadonlySet<string> = new Set(targets.map(({ field }) => field));

/** What the mapping screen offers. */
export const listFields = (): ImportField[] =>
  targets.map(({ field, hint }) => ({
    id: field,
    title: fieldTitles[field],
    hint: hint ?? null,
    isRequired: field === 'text',
  }));

const plain = (header: string): string => header.trim().toLowerCase().replaceAll(/\s+/g, ' ');

/** The part of a mapping that these columns can serve, whatever the case of their names was the last time. */
export function fitMapping(mapping: Record<string, string>, headers: readonly string[]): Mapping {
  const byName = new Map(headers.map((header) => [plain(header), header]));
  const fitted: Mapping = {};
  for (const { field } of targets) {
    const header = byName.get(plain(mapping[field] ?? ''));
    if (header !== undefined) fitted[field] = header;
  }
  return fitted;
}

/** A guess by the names of columns, of the fields that are used. */
export const guessMapping = (headers: readonly string[]): Mapping =>
  fitMapping(suggestMapping(headers), headers);

/** Refuses a mapping that names no text, a field or a column that is not there. Throws `imports.bad-mapping`. */
export function checkMapping(mapping: Record<string, string>, headers: readonly string[]): Mapping {
  const problems: Record<string, string> = {};
  for (const [field, header] of Object.entries(mapping)) {
    if (!names.has(field)) problems[field] = 'Такого поля нет';
    else if (!headers.includes(header)) problems[field] = `Столбца «${header}» нет в файле`;
  }
  if (!mapping.text) problems.text = 'Укажите столбец с текстом сообщения: без него нечего загружать';
  if (Object.keys(problems).length > 0)
    throw new AppError('imports.bad-mapping', 'Проверьте, какой столбец что значит.', {
      fields: problems,
      details: { headers },
    });
  return mapping;
}
