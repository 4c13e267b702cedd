import { describe, expect, test } from 'vitest';
import { shapeOf } from './answer-shape.ts';

const at = (number: string, address: string | null) => ({ number, address });

describe('the shape of an answer', () => {
  test.each([
    [
      'Яму заделали 25.11.2026 по адресу ул. Титова, 14. № 2026-11-0001',
      at('2026-11-0001', 'ул. Титова, 14'),
    ],
    ['Яму заделали 2.12.2026 по адресу пр. Победы, 9. № 2026-11-0412', at('2026-11-0412', 'пр. Победы, 9')],
    [
      'Яму заделали 3 декабря 2026 года по адресу ул. Мира, 1а.  №\u00a02026-11-0500',
      at('2026-11-0500', 'ул. Мира, 1а'),
    ],
  ])('is the same where only the case’s facts differ: %s', (text, facts) => {
    expect(shapeOf(text, facts)).toBe('Яму заделали ‹дата› по адресу ‹адрес›. № ‹номер›');
  });

  test('differs where a word does', () => {
    const facts = at('2026-11-0001', null);
    expect(shapeOf('Яму заделали', facts)).not.toBe(shapeOf('Яму не заделали', facts));
  });

  test('does not take a foreign address for its own', () => {
    expect(shapeOf('Сделали: ул. Титова, 14', at('2026-11-0001', 'ул. Титова, 14'))).not.toBe(
      shapeOf('Сделали: ул. Титова, 14', at('2026-11-0002', 'ул. Мира, 3')),
    );
  });
});
