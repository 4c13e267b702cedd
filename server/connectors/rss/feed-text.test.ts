import { describe, expect, test } from 'vitest';
import { readFeedText } from './feed-text.ts';

const words = '<?xml version="1.0"?><rss>Вода</rss>';
/** Windows-1251: «Вода». */
const cyrillic = Buffer.concat([
  Buffer.from('<?xml version="1.0" encoding="windows-1251"?><rss>'),
  Buffer.from([0xc2, 0xee, 0xe4, 0xe0]),
]);
const utf16 = (isBig: boolean): Buffer => {
  const text = Buffer.from(`\ufeff${words}`, 'utf16le');
  return isBig ? text.swap16() : text;
};

describe('the charset of a feed is', () => {
  test.each<[string, Buffer, string]>([
    ['UTF-8 where nothing says otherwise', Buffer.from(words), ''],
    [
      'that of the mark of order, whatever the header says',
      Buffer.from(`\ufeff${words}`),
      'text/xml; charset=windows-1251',
    ],
    ['that of the mark, two bytes a letter', utf16(false), 'text/xml; charset=utf-8'],
    ['that of the mark, the greater byte first', utf16(true), 'text/xml; charset=utf-8'],
  ])('%s', (_, body, type) => {
    expect(readFeedText(body, type)).toBe(words);
  });

  test('that of the declaration, and of the header before it', () => {
    expect(readFeedText(cyrillic, 'text/xml')).toContain('Вода');
    expect(readFeedText(cyrillic, 'text/xml; charset="koi8-r"')).not.toContain('Вода');
    expect(readFeedText(cyrillic.subarray(cyrillic.length - 4), 'text/xml; charset = windows-1251')).toBe(
      'Вода',
    );
  });

  test.each([
    [[0xef, 0xbb, 0x41]],
    [[0xef, 0x41, 0xbf]],
    [[0x41, 0xbb, 0xbf]],
    [[0xff, 0x41]],
    [[0x41, 0xfe]],
    [[0xfe, 0x41]],
    [[0x41, 0xff]],
  ])('no mark of order by a part of one: %j', (begin) => {
    const body = Buffer.concat([Buffer.from(begin), Buffer.from([0xc2])]);
    expect(readFeedText(body, 'text/xml; charset=windows-1251')).toHaveLength(begin.length + 1);
    expect(readFeedText(body, 'text/xml; charset=windows-1251').endsWith('В')).toBe(true);
  });

  test('told where nobody knows it', () => {
    expect(() => readFeedText(Buffer.from(words), 'text/xml; charset=x-none')).toThrow(/«x-none»/u);
  });
});
