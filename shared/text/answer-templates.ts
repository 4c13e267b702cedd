import { isKeyOf } from '../known.ts';
/** What a template of an answer may stand for, with what its editor is told of each. */
export const templateVariables = {
  номер: 'номер дела',
  адрес: 'адрес из дела',
  место: '«по адресу: …», а без адреса — «по сообщению № …»',
  срок: 'последний день срока',
  исполнитель: 'подразделение, у которого дело',
  телефон: 'телефон этого подразделения',
  тема: 'тема рубрикатора',
  имя: 'имя и отчество жителя; тому, кто контактов не видит, не подставляется',
  дата: 'сегодняшний день',
} as const;
export type TemplateVariable = keyof typeof templateVariables;
export type TemplateValues = Readonly<Partial<Record<TemplateVariable, string | null>>>;

/** What stays for the person to fill in: an answer with it is not sent. */
const BLANK = '…';

const blank = new RegExp(`(?<![\\p{L}\\p{N}\\p{Extended_Pictographic}.,!?%»”)…])${BLANK}`, 'u');

/** Whether something is left to fill in; an ellipsis after a word, as people write it, is no blank. */
export const hasBlank = (text: string): boolean => blank.test(text);

/** Why words with a blank stay where they are. */
export const blankWords = 'Заполните пропуски: на месте «…» должны быть слова';

const variable = /\{([^{}]*)\}/gu;

/** Names in braces that stand for nothing, and braces left open. */
export function findUnknownVariables(body: string): string[] {
  const unknown = [...body.matchAll(variable)]
    .map(([whole, name]) => ({ whole, name: name!.trim().toLocaleLowerCase('ru') }))
    .filter(({ name }) => !Object.hasOwn(templateVariables, name))
    .map(({ whole }) => whole);
  const rest = body.replace(variable, '');
  return [...new Set([...unknown, ...(/[{}]/u.test(rest) ? ['незакрытая скобка'] : [])])];
}

/**
 * Puts values into a template. What is not known stays a blank; a name that is not known goes with its comma, so that
 * «{имя}, здравствуйте!» becomes «Здравствуйте!».
 */
export function fillTemplate(body: string, values: TemplateValues): string {
  const named = values.имя ? body : body.replace(/\{\s*имя\s*\}\s*,?\s*/giu, '');
  const filled = named.replace(variable, (whole, name: string) => {
    const key = name.trim().toLocaleLowerCase('ru');
    return isKeyOf(templateVariables, key) ? (values[key] ?? BLANK) : whole;
  });
  const first = filled.trimStart();
  return first === '' ? '' : first.charAt(0).toLocaleUpperCase('ru') + first.slice(1);
}

/** «по адресу: ул. Примерная, 14», without an address — by the number. */
export const placeWords = (number: string, address: string | null): string =>
  address ? `по адресу: ${address}` : `по сообщению № ${number}`;

/** A case nobody has: what an editor tries a template on. */
export const sampleValues: Required<TemplateValues> = {
  номер: '2026-11-0412',
  адрес: 'ул. Примерная, 14',
  место: 'по адресу: ул. Примерная, 14',
  срок: '5 декабря',
  исполнитель: 'Управление дорог',
  телефон: '39-62-10',
  тема: 'Яма на дороге',
  имя: 'Иван Петрович',
  дата: '26 ноября',
};
