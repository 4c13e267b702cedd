import { createWriteStream, existsSync } from 'node:fs';
import { basename } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { loadShippedReader } from '../server/base/understanding/teaching/shipped-reader.ts';
import { shippedTaxonomy } from '../server/base/understanding/topics/evidence.ts';
import { writeCsv } from '../server/lib/tables/csv.ts';
import { classifyTable, createClassifier } from '../server/messages/imports/index.ts';

const help = `О чём тексты таблицы: к каждой строке добавляются блок, категория, тема, уверенность и слова «за» и «против».

  npm run -s classify -- ФАЙЛ > ИТОГ.csv
  npm run classify -- ФАЙЛ --out ИТОГ.csv

ФАЙЛ — CSV, JSONL или Excel (.xlsx) со столбцом «Текст». База не нужна: работает модель из поставки.`;

/** Exit code: 0 done, 1 the file is no table of texts, 2 the command is wrong. */
async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { out: { type: 'string' }, help: { type: 'boolean', default: false } },
  });
  const [path] = positionals;
  if (values.help || path === undefined) {
    (values.help ? console.log : console.error)(help);
    return values.help ? 0 : 2;
  }
  if (!existsSync(path)) {
    console.error(`Файла нет: ${path}`);
    return 2;
  }
  const target = values.out === undefined ? process.stdout : createWriteStream(values.out);
  try {
    await pipeline(
      writeCsv(classifyTable(path, basename(path), createClassifier(loadShippedReader(), shippedTaxonomy()))),
      target,
      {
        end: values.out !== undefined,
      },
    );
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return 1;
  }
}

process.exitCode = await main(process.argv.slice(2));
