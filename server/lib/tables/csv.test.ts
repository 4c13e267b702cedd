import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './csv.ts';
import { guardCell, unguardCell } from './formula-guard.ts';

describe('cells for a spreadsheet', () => {
  it.each(['=1+1', '+7912', '-5', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
    '%j is guarded and comes back',
    async (cell) => {
      expect(guardCell(cell)).toBe(`'${cell}`);
      expect(unguardCell(guardCell(cell))).toBe(cell);
      expect(String(await buffer(writeCsv([[cell]])))).toBe(`\ufeff"'${cell}"\r\n`);
    },
  );

  it('leaves an apostrophe that is a letter of the text', () => {
    expect(unguardCell("'цитата'")).toBe("'цитата'");
  });
});

describe('a table of CSV', () => {
  it('has the mark of UTF-8, semicolons, quoted texts, commas in fractions, nothing for what is not known', async () => {
    const rows = [['a "б"', 'c;d\nе'], [1.5, -5], ['', null], []];
    expect(String(await buffer(writeCsv(rows)))).toBe('\ufeff"a ""б""";"c;d\nе"\r\n1,5;-5\r\n"";\r\n\r\n');
  });

  it('takes rows as they are read, and fails with them', async () => {
    async function* rows() {
      yield ['первая'];
      await Promise.resolve();
      throw new Error('файл оборван');
    }
    await expect(buffer(writeCsv(rows()))).rejects.toThrow('файл оборван');
  });
});
