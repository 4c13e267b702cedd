import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readPdfText } from '../../../tests/support/pdf-text.ts';
import { toHtml } from './html.ts';
import { tableSheet } from './model.ts';
import { findChromium, printPdf } from './pdf.ts';
import { markPdf } from './pdf-mark.ts';

const print = async () =>
  printPdf(
    await toHtml(
      tableSheet({
        title: 'О \u003e\u003e проверке (свойств)',
        date: null,
        number: '1',
        blocks: [{ kind: 'text', text: 'Слова листа' }],
      }),
    ),
  );

test.skipIf(!findChromium())(
  'keywords stand among the properties; what was printed stays as it was',
  async () => {
    const printed = await print();
    const marked = markPdf(printed, 'Карточка города: редакция 7');
    expect(marked.subarray(0, printed.length).equals(printed)).toBe(true);
    expect(await readPdfText(marked)).toBe(await readPdfText(printed));
    if (!existsSync('/usr/bin/pdfinfo')) return;
    const told = execFileSync('pdfinfo', ['-'], {
      input: marked,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    expect(told).toMatch(/^Keywords:\s+Карточка города: редакция 7$/mu);
    // The other properties are still there, and the file is tagged.
    expect(told).toMatch(/^Title:\s+О >> проверке \(свойств\)$/mu);
    expect(told).toMatch(/^Creator:\s+\S/mu);
    expect(told).toMatch(/^Tagged:\s+yes$/mu);
  },
);

test.skipIf(!findChromium())('a file marked twice says the last', async () => {
  const twice = markPdf(markPdf(await print(), 'редакция 1'), 'редакция 2');
  if (!existsSync('/usr/bin/pdfinfo')) return;
  expect(execFileSync('pdfinfo', ['-'], { input: twice, encoding: 'utf8' })).toContain('редакция 2');
});

test.each([Buffer.from('%PDF-1.7 без таблицы'), Buffer.from('')])(
  'what is no plain PDF is left alone: %#',
  (bytes) => {
    expect(markPdf(bytes, 'редакция 1')).toBe(bytes);
  },
);
