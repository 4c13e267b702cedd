/**
 * The Markdown help is written in, and no more: headings of two levels, paragraphs, lists of one level, pictures; in a line bold,
 * keys in `…` and links. `tests/help.test.ts` holds the texts to it, so nothing else need be read.
 */

export type Inline =
  | { kind: 'text' | 'strong' | 'key'; text: string }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading'; level: 2 | 3; words: Inline[] }
  | { kind: 'paragraph'; words: Inline[] }
  | { kind: 'list'; isOrdered: boolean; items: Inline[][] }
  | { kind: 'picture'; href: string; words: string };

export function readMarkdown(text: string): Block[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n{2,}/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map(readBlock);
}

function readBlock(part: string): Block {
  const [, marks, heading] = /^(#{2,3}) (.+)$/u.exec(part) ?? [];
  if (marks && heading)
    return { kind: 'heading', level: marks.length === 2 ? 2 : 3, words: readLine(heading) };
  const [, words, href] = /^!\[([^\]]*)\]\(([^)]+)\)$/u.exec(part) ?? [];
  if (href) return { kind: 'picture', href, words: words ?? '' };
  const items = readItems(part);
  if (items) return { kind: 'list', isOrdered: /^\d/u.test(part), items };
  return { kind: 'paragraph', words: readLine(joinLines(part)) };
}

const joinLines = (part: string): string => part.replaceAll(/\s*\n\s*/gu, ' ');

/** Items of a list, each perhaps of several lines; null where the part is none. */
function readItems(part: string): Inline[][] | null {
  const mark = /^(?:[-*]|\d+\.) +/u;
  if (!mark.test(part)) return null;
  const items: string[] = [];
  for (const line of part.split('\n'))
    if (mark.test(line)) items.push(line.replace(mark, ''));
    else items.push(`${items.pop() ?? ''} ${line.trim()}`);
  return items.map(readLine);
}

const piece = /\*\*([^*]+)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)\s]+)\)/gu;

function readLine(line: string): Inline[] {
  const found: Inline[] = [];
  let from = 0;
  for (const match of line.matchAll(piece)) {
    const [whole, strong, key, text, href] = match;
    if (match.index > from) found.push({ kind: 'text', text: line.slice(from, match.index) });
    if (strong !== undefined) found.push({ kind: 'strong', text: strong });
    else if (key !== undefined) found.push({ kind: 'key', text: key });
    else found.push({ kind: 'link', text: text ?? '', href: href ?? '' });
    from = match.index + whole.length;
  }
  if (from < line.length) found.push({ kind: 'text', text: line.slice(from) });
  return found;
}

/** The words alone, for the search. */
export const tellPlainly = (text: string): string =>
  readMarkdown(text)
    .flatMap((block) => {
      if (block.kind === 'picture') return [block.words];
      return (block.kind === 'list' ? block.items : [block.words]).map((words) =>
        words.map((one) => one.text).join(''),
      );
    })
    .join('\n');
