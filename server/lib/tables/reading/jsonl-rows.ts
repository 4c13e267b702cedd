import type { Encoding } from './encoding.ts';
import { readText } from './text-stream.ts';

/** One line of JSONL as flat text values, or why it is refused. `row` is the line's number. */
export type ValueRow = { row: number; values: Record<string, string> } | { row: number; reason: string };

/** Longest line, characters. */
const MAX_LINE = 1024 * 1024;
/** Nested objects become `place.lat`; deeper ones stay JSON text. */
const MAX_DEPTH = 3;
const MAX_FIELDS = 256;

/** Lines with their numbers; one longer than the cap comes as null, and reading goes on after it. */
async function* readLines(
  path: string,
  encoding: Encoding,
): AsyncGenerator<{ row: number; line: string | null }> {
  let [row, rest, isSkipping] = [1, '', false];
  for await (const piece of readText(path, encoding)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield { row, line: isSkipping || line.length > MAX_LINE ? null : line };
      isSkipping = false;
      row += 1;
    }
    if (rest.length > MAX_LINE) {
      isSkipping = true;
      rest = '';
    }
  }
  if (isSkipping || rest.trim() !== '') yield { row, line: isSkipping ? null : rest };
}

function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'да' : 'нет';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function flatten(value: object, prefix: string, depth: number, into: Map<string, string>): void {
  for (const [name, inner] of Object.entries(value)) {
    if (into.size > MAX_FIELDS) return;
    const isGroup = inner !== null && typeof inner === 'object' && !Array.isArray(inner);
    if (isGroup && depth < MAX_DEPTH) flatten(inner, `${prefix}${name}.`, depth + 1, into);
    else into.set(`${prefix}${name}`, toText(inner));
  }
}

function readLine(line: string): { values: Record<string, string> } | { reason: string } {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { reason: 'Строка — не JSON: в ней не хватает кавычки, скобки или запятой' };
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return { reason: 'Строка — не объект JSON вида {"text": "…"}' };
  const fields = new Map<string, string>();
  try {
    flatten(value, '', 1, fields);
  } catch {
    // JSON.stringify of a thousandfold nesting runs out of stack.
    return { reason: 'Слишком глубоко вложенные данные' };
  }
  if (fields.size > MAX_FIELDS) return { reason: `В строке больше ${MAX_FIELDS} полей` };
  return { values: Object.fromEntries(fields) };
}

/** Lines of a JSONL file one by one; empty ones are passed over but counted. */
export async function* readJsonlRows(path: string, encoding: Encoding): AsyncGenerator<ValueRow> {
  for await (const { row, line } of readLines(path, encoding)) {
    if (line === null) yield { row, reason: 'Строка длиннее 1 МБ' };
    else if (line.trim() !== '') yield { row, ...readLine(line) };
  }
}
