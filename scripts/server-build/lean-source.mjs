import { stripTypeScriptTypes } from 'node:module';
import { parseSync, Visitor } from 'oxc-parser';

/** Text in quotes, templates and patterns: every blank in them counts. */
function findKept(program) {
  const kept = [];
  const keep = ({ start, end }) => kept.push({ start, end });
  new Visitor({ Literal: keep, TemplateLiteral: keep }).visit(program);
  return kept;
}

/** A comment parts what stands around it, and its lines are lines. */
const withoutWords = (comment) => ` ${comment.replace(/[^\n]+/g, '')}`;

/** Blanks of any width: in place of a type stand as many bytes as it had. */
const squeeze = (code) => code.replace(/[^\S\n]+/g, ' ').replace(/ \n/g, '\n');

/** Where a backslash, or a tag that reads the text as it was typed, stands before it, an escape would say something else. */
const isEscapable = (code) => !/\\[^\0-\x7f]|String\.raw/.test(code);

/** Signs beyond ASCII by their numbers, where that is shorter than two bytes for every sign of the file. */
function inAscii(code) {
  const escaped = code.replace(/[^\0-\x7f]/g, (sign) =>
    Array.from(sign, (_, at) => `\\u${sign.charCodeAt(at).toString(16).padStart(4, '0')}`).join(''),
  );
  return isEscapable(code) && escaped.length < 2 * code.length ? escaped : code;
}

/**
 * The same program without types, comments and indents, on the same lines: what fails is named by its line in the repository.
 * V8 keeps the text of all that runs, a byte a sign, or two in a file with one sign beyond Latin-1.
 * Throws where the text is no TypeScript that only needs its types taken out.
 */
export function leanSource(source) {
  const code = stripTypeScriptTypes(source);
  const { program, comments, errors } = parseSync('source.js', code);
  if (errors.length > 0) throw new Error(errors[0].message);
  const pieces = [
    ...comments.map(({ start, end }) => ({ start, end, text: withoutWords(code.slice(start, end)) })),
    ...findKept(program).map(({ start, end }) => ({ start, end, text: code.slice(start, end) })),
  ].sort((a, b) => a.start - b.start);
  let lean = '';
  let at = 0;
  for (const { start, end, text } of pieces) {
    // Inside a template that is kept whole.
    if (start < at) continue;
    lean += squeeze(code.slice(at, start)) + text;
    at = end;
  }
  return inAscii(lean + squeeze(code.slice(at)));
}
