import { expect, test } from 'vitest';
import { readConfig } from '../../../lib/config.ts';
import { protocolPaper } from './protocol-paper.ts';

test('no protocol is drawn for a city whose organisation nobody has named', () => {
  const config = readConfig({ DATABASE_URL: 'any' });
  expect(() => protocolPaper(config, {} as never, null)).toThrow(/не задана организация этого города/u);
});
