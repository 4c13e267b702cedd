import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openZip } from '../../../server/lib/tables/reading/zip.ts';

/** A part of a DOCX as text: `word/document.xml`. */
export const readDocxPart = (docx: Buffer, part: string): Promise<string> => readParts(docx, [part]);

const parts = [
  'word/document.xml',
  'xl/sharedStrings.xml',
  'xl/worksheets/sheet1.xml',
  'xl/worksheets/sheet2.xml',
];

/** All words of a DOCX or an XLSX, with its marks. */
export const unpackText = (file: Buffer): Promise<string> => readParts(file, parts);

async function readParts(file: Buffer, wanted: readonly string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'otklik-docx-'));
  try {
    const path = join(folder, 'file.docx');
    await writeFile(path, file);
    const zip = await openZip(path);
    const chunks: Buffer[] = [];
    const found = wanted.length === 1 ? wanted : wanted.filter((part) => zip.has(part));
    for (const part of found) for await (const chunk of zip.read(part)) chunks.push(chunk);
    await zip.close();
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Words of a part without its marks; tabs as spaces. */
export const wordsOf = (xml: string): string =>
  xml
    .replaceAll(/<w:tab\/>|<\/w:p>/g, ' ')
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"');
