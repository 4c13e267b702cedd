import { expect, test } from 'vitest';
import { type BuiltFile, packFiles } from './pack-files.ts';

/** `name: [bytes, ...what it needs]`; a capital letter begins what is asked for by its name. */
function pack(made: Record<string, [number, ...string[]]>, pages: string[][], perFile = 100): string[] {
  const files = new Map<string, BuiltFile>(
    Object.entries(made).map(([name, [size, ...needs]]) => [
      name,
      { size, needs, isAskedFor: /^[A-Z]/u.test(name) },
    ]),
  );
  return packFiles(files, pages, perFile)
    .map((names) => names.toSorted().join(' '))
    .toSorted();
}

const page = (name: string) => ['Entry', name];

test('what every page needs lies together; pages and what one of them needs alone stay', () => {
  const made = pack(
    {
      Entry: [10, 'react', 'query'],
      Home: [10, 'react'],
      Form: [10, 'query'],
      react: [5000],
      query: [500, 'react'],
    },
    [page('Home'), page('Form')],
  );
  expect(made).toEqual(['query react']);
});

test.each([
  ['small enough to come along', 40, ['field sheet']],
  ['larger than a file costs', 140, []],
])('what half of the pages need, %s', (_case, size, together) => {
  const made = pack(
    {
      Entry: [10],
      Home: [10, 'field'],
      Form: [10, 'field', 'sheet'],
      field: [1000],
      sheet: [size],
    },
    [page('Home'), page('Form')],
  );
  expect(made).toEqual(together);
});

test('two that would wait for themselves through a third do not lie together without it', () => {
  const files: Record<string, [number, ...string[]]> = {
    Entry: [10],
    Home: [10, 'top'],
    top: [10, 'Dialog'],
    Dialog: [10, 'base'],
    base: [10],
  };
  expect(pack(files, [page('Home')])).toEqual([]);
});

test('what comes along with a file counts: a page is not sent a library for the sake of a small one', () => {
  const made = pack(
    {
      Entry: [10],
      Home: [10, 'words'],
      Chart: [10, 'words', 'draw'],
      words: [10],
      draw: [10, 'library'],
      library: [9000],
    },
    [page('Home'), page('Chart')],
  );
  // Both of them are needed by pages with pictures alone.
  expect(made).toEqual(['draw library']);
});

test('a file nobody made is named', () => {
  expect(() => pack({ Entry: [10, 'lost'] }, [])).toThrow('The build has no file lost');
});
