import { expect, test } from 'vitest';
import { readPlainWords } from './plain-words.ts';

test.each([
  ['<p class="a">Нет воды</p><p>и света</p>', 'Нет воды\nи света'],
  ['Раз<br />два<BR>три', 'Раз\nдва\nтри'],
  ['до<script>ложь</script><style>p{}</style><!-- и это -->после', 'до после'],
  ['до<script>без конца', 'до'],
  ['Вода &lt; 5&nbsp;л, &#1083;&#x451;д &неведомо;', 'Вода < 5 л, лёд &неведомо;'],
])('%s', (html, words) => expect(readPlainWords(html)).toBe(words));

test.each(['<a', '<br ', '<script', '<script>', '<!--', '</p ', '<script></script '])(
  'a feed of «%s» and nothing else does not hold up the server',
  (part) => {
    const start = performance.now();
    readPlainWords(part.repeat(150_000));
    expect(performance.now() - start).toBeLessThan(2000);
  },
);
