import { expect, it } from 'vitest';
import { quoteWord } from './command-words.ts';

it.each([
  ['/mnt/копии', '/mnt/копии'],
  ['/srv/мой город', "'/srv/мой город'"],
  ["/srv/it's", "'/srv/it'\\''s'"],
  ['/srv/$HOME', "'/srv/$HOME'"],
  ['', "''"],
])('%s is typed as %s', (word, typed) => {
  expect(quoteWord(word)).toBe(typed);
});
