import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { roles } from '../../server/base/identity/people/roles.ts';
import { findHelp } from '../../web/staff/base/help/find-help.ts';
import { nameHelp, pickHelp, readTopic } from '../../web/staff/base/help/help-topic.ts';
import { readMarkdown } from '../../web/staff/base/help/markdown.ts';
import { sections } from '../../web/staff/sections.ts';
import {
  listQuotes,
  listScreenFiles,
  mapWords,
  readGuides,
  readHelpFiles,
  weighPictures,
} from '../support/help/help-files.ts';
import { listWords } from '../support/help/screen-words.ts';

/** Help that cannot rot: every screen has its text, and what a text quotes a person finds on the screen. */

const files = readHelpFiles();
const topics = files.map(({ path, text }) => readTopic(path, text));
const names = new Set(topics.map(({ id }) => id));
const screens = sections.flatMap((section) => section.screens.map((screen) => ({ section, screen })));
const topicOf = ({ path, parent }: { path: string; parent?: string }) => pickHelp(names, path, parent);
const screenFiles = listScreenFiles();

/** The screens a text is about. */
const about = (id: string) => screens.filter(({ screen }) => topicOf(screen) === id);

describe('help', () => {
  it('has a text for every screen, in the folder of its section, and none for a screen that is gone', () => {
    const missing = screens
      .filter(({ screen }) => !names.has(nameHelp(screen.path)) && !names.has(nameHelp(screen.parent ?? '-')))
      .map(({ screen }) => `${screen.path}: write docs/help/…/${nameHelp(screen.path)}.md`);
    expect(missing).toEqual([]);
    for (const { id, section } of topics)
      expect(
        about(id).map((one) => one.section.id),
        id,
      ).toContain(section);
  });

  it('says of a list what one does inside of its things, where these have no text of their own', () => {
    const silent = screens
      .filter(({ screen }) => screen.parent && topicOf(screen) === nameHelp(screen.parent))
      .map(({ screen }) => topicOf(screen))
      .filter((id) => !topics.find((topic) => topic.id === id)?.text.includes('\n## Внутри: '));
    expect(silent).toEqual([]);
  });

  it.each(topics.map((topic) => [topic.id, topic] as const))(
    '%s says what for, how, and what if not',
    (_, topic) => {
      const blocks = readMarkdown(topic.text);
      const headings = blocks.flatMap((block) => (block.kind === 'heading' ? [block.words[0]?.text] : []));
      expect(blocks[0]?.kind, 'it begins with what the screen is for').toBe('paragraph');
      expect(headings).toContain('Если что-то не так');
      expect(headings.at(-1)).toBe('Кому открыто');
      expect(topic.text.length).toBeGreaterThan(300);
      // The reader knows no more Markdown than this.
      expect(topic.text).not.toMatch(/^\||^>|^```|^ +[-*] |<[a-z]|__|^#{4}/mu);
    },
  );

  it.each(topics.map((topic) => [topic.id, topic] as const))('%s is open to whom it says', (id, topic) => {
    expect(topic.text.split('## Кому открыто\n\n')[1]?.trim()).toBe(tellWho(id));
  });

  const map = mapWords();
  it.each(topics.map((topic) => [topic.id, topic] as const))(
    '%s quotes what stands on the screen',
    (id, topic) => {
      const words = new Set(map);
      for (const { screen } of about(id))
        for (const word of listWords(screenFiles.get(screen.path)!)) words.add(word);
      const strange = listQuotes(topic.text).filter((quote) => !isProduct(quote) && !words.has(quote));
      expect(strange).toEqual([]);
      const keys = readKeys(topic.text).filter((key) => !words.has(key));
      expect(keys).toEqual([]);
    },
  );
});

describe('guides', () => {
  it('are of seven roles, each with a picture, small together', () => {
    const guides = readGuides();
    expect(guides).toHaveLength(7);
    for (const { path, text } of guides) {
      const name = path.slice('docs/guides/'.length, -'.md'.length);
      expect(text, path).toContain(`](pictures/${name}.webp)`);
    }
    expect(weighPictures()).toBeLessThan(1_500_000);
  });

  const words = mapWords();
  for (const file of screenFiles.values()) for (const word of listWords(file)) words.add(word);

  it.each(readGuides().map(({ path, text }) => [path, text] as const))(
    '%s quotes what stands on the screens',
    (path, text) => {
      expect(listQuotes(text).filter((quote) => !isProduct(quote) && !words.has(quote))).toEqual([]);
      expect(text).not.toMatch(/^\||^>|^```|^ +[-*] |<[a-z]|__|^#{4}/mu);
      expect(dirname(path)).toBe('docs/guides');
    },
  );
});

/** Who may open the screens of a text, told by the map and the roles. */
function tellWho(id: string): string {
  const [first] = about(id);
  if (first?.screen.layout === 'bare' && !first.screen.path.includes('room'))
    return 'Всем: это страница до входа.';
  const named = about(id).find(({ screen }) => screen.words)?.screen;
  const parent = screens.find(({ screen }) => screen.path === first?.screen.parent)?.screen;
  const permission = (named ?? parent)?.words?.permission;
  if (permission === undefined) return 'Всем сотрудникам.';
  const titles = roles
    .filter(({ permissions }) => permissions.includes(permission))
    .map(({ title }) => title.toLocaleLowerCase('ru'));
  if (titles.length === roles.length) return 'Всем сотрудникам.';
  const text = titles.join(', ');
  return `Роли: ${text}. В списках каждый видит то, что открыто его сфере и территории.`;
}

/** The name of the product, in its cases. */
const isProduct = (quote: string): boolean => /^Отклик[ае]?$/u.test(quote);

/** `J` of a text is `KeyJ` of the sources, `Ctrl+K` is `Ctrl+KeyK`. */
const readKeys = (text: string): string[] =>
  [...text.matchAll(/`([^`]+)`/gu)]
    .map(([, key = '']) => key)
    .filter((key) => /^(?:Ctrl\+)?[A-Z]$/u.test(key))
    .map((key) => key.replace(/[A-Z]$/u, 'Key$&'));

describe('the search over help', () => {
  const find = (words: string) => findHelp(topics, words).map(({ topic }) => topic.id);

  it('finds a text by other forms of its words, that with them in the title first', () => {
    expect(find('отключение')[0]).toBe('outages');
    expect(find('резервной копии')[0]).toBe('backups');
    expect(find('сброс второго фактора')).toContain('people');
    expect(find('дежурства')).toContain('shift');
  });

  it('wants every word, and says nothing to none', () => {
    expect(find('протокол небывальщина')).toEqual([]);
    expect(find('  ')).toEqual([]);
    expect(find('а')).toEqual([]);
  });
});

describe('the Markdown of help', () => {
  it('is read into blocks and pieces of a line', () => {
    const text =
      '## Что **здесь**\n\nСтрока\nвторая, `Ctrl+K`.\n\n1. Один\n   дальше\n2. [Дела](cases.md)\n\n![Подпись](a.webp)';
    expect(readMarkdown(text)).toEqual([
      {
        kind: 'heading',
        level: 2,
        words: [
          { kind: 'text', text: 'Что ' },
          { kind: 'strong', text: 'здесь' },
        ],
      },
      {
        kind: 'paragraph',
        words: [
          { kind: 'text', text: 'Строка вторая, ' },
          { kind: 'key', text: 'Ctrl+K' },
          { kind: 'text', text: '.' },
        ],
      },
      {
        kind: 'list',
        isOrdered: true,
        items: [[{ kind: 'text', text: 'Один дальше' }], [{ kind: 'link', text: 'Дела', href: 'cases.md' }]],
      },
      { kind: 'picture', href: 'a.webp', words: 'Подпись' },
    ]);
  });
});
