import { posix } from 'node:path';
import { badFile } from './bad-file.ts';
import { createXmlReader, type XmlEvents } from './xml.ts';
import type { Zip } from './zip.ts';

/** What a sheet's cells refer to. Source: ECMA-376, SpreadsheetML. */
export interface Book {
  /** Path of the first visible sheet inside the archive, and its name. */
  sheetPath: string;
  sheetName: string;
  /** Texts by number. */
  strings: string[];
  /** Whether a cell style shows its number as a date, by style number. */
  isDateStyle: boolean[];
  /** Dates count from 1904, as old Excel for Mac did. */
  is1904: boolean;
}

const MAX_STRINGS = 2_000_000;
/** Characters of all shared texts together. */
const MAX_STRING_CHARS = 64 * 1024 * 1024;

/** Runs an XML part of the archive through `events`. */
export async function readPart(zip: Zip, name: string, events: XmlEvents): Promise<void> {
  const decoder = new TextDecoder('utf-8');
  const reader = createXmlReader(events);
  for await (const piece of zip.read(name)) reader.write(decoder.decode(piece, { stream: true }));
  reader.write(decoder.decode());
  reader.end();
}

/** Excel writes control characters as `_x000D_`. */
export function decodeEscapes(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

async function readStrings(zip: Zip): Promise<string[]> {
  const strings: string[] = [];
  if (!zip.has('xl/sharedStrings.xml')) return strings;
  let [text, isText, isPhonetic, chars] = ['', false, false, 0];
  await readPart(zip, 'xl/sharedStrings.xml', {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      if (name === 'rPh') isPhonetic = false;
      if (name !== 'si') return;
      chars += text.length;
      if (strings.length >= MAX_STRINGS || chars > MAX_STRING_CHARS)
        throw badFile('В книге Excel слишком много текста. Разделите её на несколько файлов.');
      strings.push(decodeEscapes(text));
    },
  });
  return strings;
}

/** Built-in number formats that show dates. */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** Whether a format code of the author's own shows a date: letters of dates outside quotes, brackets and escapes. */
const isDateCode = (code: string): boolean =>
  /[dmyhs]/i.test(code.replaceAll(/"[^"]*"|\[[^\]]*\]|\\.|_.|\*./g, '').replaceAll(/general|основной/gi, ''));

async function readStyles(zip: Zip): Promise<boolean[]> {
  const styles: boolean[] = [];
  if (!zip.has('xl/styles.xml')) return styles;
  const own = new Map<number, boolean>();
  let isCellFormats = false;
  await readPart(zip, 'xl/styles.xml', {
    open: (name, attribute) => {
      if (name === 'numFmt') own.set(Number(attribute('numFmtId')), isDateCode(attribute('formatCode')));
      if (name === 'cellXfs') isCellFormats = true;
      if (name !== 'xf' || !isCellFormats) return;
      const id = Number(attribute('numFmtId'));
      styles.push(own.get(id) ?? isBuiltInDate(id));
    },
    close: (name) => {
      if (name === 'cellXfs') isCellFormats = false;
    },
  });
  return styles;
}

interface Sheet {
  name: string;
  rel: string;
  isVisible: boolean;
}

/** Opens a workbook: its first visible sheet, its texts and styles. Throws `imports.bad-file` for other archives. */
export async function readBook(zip: Zip): Promise<Book> {
  if (zip.has('xl/workbook.bin')) throw badFile('Книги .xlsb не читаются. Сохраните её как .xlsx.');
  if (!zip.has('xl/workbook.xml'))
    throw badFile('Это архив, но не книга Excel. Подойдут .xlsx, CSV и JSONL.');
  const sheets: Sheet[] = [];
  let is1904 = false;
  await readPart(zip, 'xl/workbook.xml', {
    open: (name, attribute) => {
      if (name === 'workbookPr') is1904 = /^(1|true)$/.test(attribute('date1904'));
      if (name === 'sheet')
        sheets.push({
          name: attribute('name'),
          rel: attribute('id'),
          isVisible: !attribute('state') || attribute('state') === 'visible',
        });
    },
  });
  const targets = new Map<string, string>();
  if (zip.has('xl/_rels/workbook.xml.rels')) {
    await readPart(zip, 'xl/_rels/workbook.xml.rels', {
      open: (name, attribute) => {
        if (name === 'Relationship') targets.set(attribute('Id'), attribute('Target'));
      },
    });
  }
  const sheet = sheets.find(({ isVisible }) => isVisible) ?? sheets[0];
  const target = sheet && (targets.get(sheet.rel) ?? 'worksheets/sheet1.xml');
  if (!sheet || !target) throw badFile('В книге Excel нет ни одного листа.');
  const sheetPath = target.startsWith('/') ? target.slice(1) : posix.join('xl', target);
  if (!zip.has(sheetPath)) throw badFile('В книге Excel нет листа с данными. Сохраните её заново.');
  return {
    sheetPath,
    sheetName: sheet.name,
    strings: await readStrings(zip),
    isDateStyle: await readStyles(zip),
    is1904,
  };
}
