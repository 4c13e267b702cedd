import { badFile } from './bad-file.ts';

export interface XmlEvents {
  /** `attribute` reads one attribute by its local name; '' when absent. */
  open?: (name: string, attribute: (name: string) => string) => void;
  text?: (text: string) => void;
  close?: (name: string) => void;
}

const MAX_TAG = 64 * 1024;
const MAX_TEXT = 1024 * 1024;
const MAX_DEPTH = 100;

const broken = () => badFile('Книга Excel повреждена внутри. Сохраните её заново.');

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replaceAll(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,4});/gi, (whole, body: string) => {
    if (!body.startsWith('#')) return named[body] ?? whole;
    const code = /^#x/i.test(body) ? Number.parseInt(body.slice(2), 16) : Number(body.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Reads attributes of a tag; they are taken apart once, when the first is asked for. */
function openAttributes(tag: string): (name: string) => string {
  let found: Map<string, string> | undefined;
  return (wanted) => {
    if (!found) {
      found = new Map();
      for (const [, name, , double, single] of tag.matchAll(/([^\s=<>/"']+)\s*=\s*("([^"]*)"|'([^']*)')/g))
        found.set(localName(name as string), decodeEntities(double ?? single ?? ''));
    }
    return found.get(wanted) ?? '';
  };
}

/** End of the tag that starts at `from`, minding quotes; -1 when it is not all here yet. */
function findTagEnd(text: string, from: number): number {
  let quote = '';
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at] as string;
    if (quote) {
      if (sign === quote) quote = '';
    } else if (sign === '"' || sign === "'") quote = sign;
    else if (sign === '>') return at;
  }
  return -1;
}

/** Sections that are not elements: opening → closing. */
const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const;

/**
 * Reads XML as it comes, in pieces of any length. It knows no document types: one is refused, so that no entity can
 * grow. Throws `imports.bad-file` on damage; memory is one tag or one text at a time.
 */
export function createXmlReader(events: XmlEvents): { write: (piece: string) => void; end: () => void } {
  let rest = '';
  let depth = 0;

  const takeTag = (tag: string): void => {
    const isClosing = tag.startsWith('/');
    const isEmpty = tag.endsWith('/');
    const name = localName(/^\/?([^\s/]+)/.exec(tag)?.[1] ?? '');
    if (!name) throw broken();
    if (!isClosing) {
      depth += 1;
      if (depth > MAX_DEPTH) throw broken();
      events.open?.(name, openAttributes(tag));
    }
    if (isClosing || isEmpty) {
      depth -= 1;
      if (depth < 0) throw broken();
      events.close?.(name);
    }
  };

  /** Takes one section, tag or text from `at`; returns where the next begins, or -1 when more must come. */
  const step = (at: number): number => {
    if (rest[at] !== '<') {
      const next = rest.indexOf('<', at);
      if (next < 0) return -1;
      events.text?.(decodeEntities(rest.slice(at, next)));
      return next;
    }
    for (const [opening, closing] of SECTIONS) {
      if (!rest.startsWith(opening, at)) continue;
      const end = rest.indexOf(closing, at + opening.length);
      if (end < 0) return -1;
      if (opening === '<![CDATA[') events.text?.(rest.slice(at + opening.length, end));
      return end + closing.length;
    }
    if (rest.length - at < 9) return -1;
    if (rest.startsWith('<!', at)) throw broken();
    const end = findTagEnd(rest, at + 1);
    if (end < 0) return -1;
    takeTag(rest.slice(at + 1, end));
    return end + 1;
  };

  const drain = (): void => {
    let at = 0;
    while (at < rest.length) {
      const next = step(at);
      if (next < 0) break;
      at = next;
    }
    rest = rest.slice(at);
    if (rest.length > (rest.startsWith('<') && !rest.startsWith('<!') ? MAX_TAG : MAX_TEXT)) throw broken();
  };

  return {
    write(piece) {
      rest += piece;
      drain();
    },
    end() {
      // The last tag may be shorter than the look-ahead for sections.
      rest = `${rest}\n\n\n\n\n\n\n\n\n`;
      drain();
      if (depth !== 0 || rest.trim() !== '') throw broken();
    },
  };
}
