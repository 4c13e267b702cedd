import { expect, test } from 'vitest';
import { readConfig } from '../../lib/config.ts';
import { drawReport } from './paper.ts';

test('no report is drawn for a city whose organisation nobody has named', () => {
  const config = readConfig({ DATABASE_URL: 'any', OTKLIK_CITY: 'ensk' });
  expect(() => drawReport({ config }, {} as never, null)).toThrow(/не задана организация этого города/u);
});
