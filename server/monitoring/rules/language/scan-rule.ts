import { RuleMistake, type RulePlace } from './rule-node.ts';

/** A sign or a word of a rule. */
export type RuleToken = RulePlace &
  (
    | { kind: 'word' | 'phrase'; text: string }
    | { kind: '(' | ')' | '|' | '&' | '-' }
    | { kind: '~'; gap: number }
  );

/** Most words that may stand between two of a distance. */
export const WIDEST_GAP = 20;

const word = /=?[\p{L}\p{N}]+(?:[-'’][\p{L}\p{N}]+)*\*?/uy;
const distance = /~(\d*)/y;
const closers: Readonly<Record<string, string>> = { '«': '»', '"': '"', '“': '”', '„': '“' };
/** What people write by habit of other searches → the sign that is meant. */
const habits: Readonly<Record<string, string>> = {
  ИЛИ: '|',
  OR: '|',
  И: '&',
  AND: '&',
  НЕ: '-',
  NOT: '-',
};
const advice: Readonly<Record<string, string>> = {
  ',': 'Варианты разделяйте знаком |, а не запятой',
  ';': 'Варианты разделяйте знаком |, а не точкой с запятой',
  '/': 'Варианты разделяйте знаком |, а не чертой',
  '*': 'Звёздочку ставят в конце слова: «отопл*»',
  '=': 'После = нужно слово, без пробела: «=пар»',
  '!': 'Исключают минусом: «-реклама»',
  '+': 'Плюс не нужен: слова через пробел нужны все',
  '»': 'Кавычка закрыта, но не открыта',
  '”': 'Кавычка закрыта, но не открыта',
};

/** Parts a rule into words and signs. Throws `RuleMistake`. */
export function scanRule(text: string): RuleToken[] {
  const tokens: RuleToken[] = [];
  let from = 0;
  while (from < text.length) {
    if (/\s/u.test(text[from]!)) {
      from += 1;
      continue;
    }
    const token = readPhrase(text, from) ?? readWord(text, from) ?? readSign(text, from);
    tokens.push(token);
    from = token.to;
  }
  return tokens;
}

function readPhrase(text: string, from: number): RuleToken | null {
  const closer = closers[text[from]!];
  if (closer === undefined) return null;
  const end = text.indexOf(closer, from + 1);
  if (end < 0) throw new RuleMistake('Кавычка открыта и не закрыта', { from, to: text.length });
  return { kind: 'phrase', text: text.slice(from + 1, end), from, to: end + 1 };
}

function readWord(text: string, from: number): RuleToken | null {
  word.lastIndex = from;
  const found = word.exec(text)?.[0];
  if (found === undefined) return null;
  const to = from + found.length;
  const sign = habits[found];
  if (sign) throw new RuleMistake(`Вместо «${found}» пишите знак ${sign}`, { from, to });
  if (found.endsWith('*') && /[\p{L}\p{N}*]/u.test(text[to] ?? ''))
    throw new RuleMistake(advice['*']!, { from, to: to + 1 });
  return { kind: 'word', text: found, from, to };
}

function readSign(text: string, from: number): RuleToken {
  const sign = text[from]!;
  switch (sign) {
    case '(':
    case ')':
    case '|':
    case '&':
      return { kind: sign, from, to: from + 1 };
    case '-':
    case '−':
    case '–':
      return { kind: '-', from, to: from + 1 };
    case '~':
      return readDistance(text, from);
    default:
      throw new RuleMistake(
        advice[sign] ?? `Знак «${sign}» здесь не читается: есть слова, «фразы» и знаки ( ) | & - ~ * =`,
        { from, to: from + 1 },
      );
  }
}

function readDistance(text: string, from: number): RuleToken {
  distance.lastIndex = from;
  const [found = '~', digits = ''] = distance.exec(text) ?? [];
  const place = { from, to: from + found.length };
  if (digits === '')
    throw new RuleMistake('После ~ нужно число слов, что могут стоять между: «воды ~3 нет»', place);
  const gap = Number(digits);
  if (gap > WIDEST_GAP) throw new RuleMistake(`Расстояние — от 0 до ${WIDEST_GAP} слов`, place);
  return { kind: '~', gap, from: place.from, to: place.to };
}
