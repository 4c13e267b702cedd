import type { SuggestedFact, Taxonomy } from '../../base/taxonomy/index.ts';
import type { CsvRow } from '../../lib/tables/csv.ts';
import { badFile } from '../../lib/tables/reading/bad-file.ts';
import { readTable, sniffTable } from '../../lib/tables/reading/table.ts';
import { suggestMapping } from './mapping.ts';

/** A text with the best topic proposed for it; empty where nothing speaks for any. */
export interface Classified {
  block: string | null;
  category: string | null;
  factId: string | null;
  /** Titles, as people read them. */
  blockTitle: string;
  categoryTitle: string;
  factTitle: string;
  confidence: number;
  isSure: boolean;
  words: string[];
  against: string[];
}

export type Suggest = (text: string) => SuggestedFact[];

/** Makes the classifier of texts by a taxonomy. */
export function createClassifier(suggest: Suggest, taxonomy: Taxonomy): (text: string) => Classified {
  const facts = new Map(taxonomy.facts.map((fact) => [fact.id, fact]));
  const blocks = new Map(taxonomy.blocks.map(({ code, shortTitle }) => [code, shortTitle]));
  const categories = new Map(taxonomy.categories.map(({ id, title }) => [id, title]));
  return (text) => {
    const best = suggest(text)[0];
    const fact = best && facts.get(best.factId);
    return {
      block: best?.block ?? null,
      category: fact?.category ?? null,
      factId: best?.factId ?? null,
      blockTitle: (best && blocks.get(best.block)) ?? '',
      categoryTitle: (fact && categories.get(fact.category)) ?? '',
      factTitle: fact?.title ?? '',
      confidence: best?.confidence ?? 0,
      isSure: best?.isSure ?? false,
      words: best?.words ?? [],
      against: best?.against ?? [],
    };
  };
}

const added = ['Блок', 'Категория', 'Тема', 'Код темы', 'Уверенность', 'Надёжно', 'За', 'Против'];

/**
 * The rows of a table with what each text is about as rows of CSV. The column of texts is found by its name.
 * Throws `imports.bad-file`.
 */
export async function* classifyTable(
  path: string,
  filename: string,
  classify: (text: string) => Classified,
): AsyncGenerator<CsvRow> {
  const shape = await sniffTable(path, { filename });
  const column = suggestMapping(shape.headers).text;
  if (column === undefined)
    throw badFile('Не нашлось столбца с текстом сообщения. Назовите его «Текст» и загрузите снова.');
  const own = shape.headers.filter((header) => !added.includes(header));
  yield [...own, ...added];
  for await (const row of readTable(path, { filename, shape })) {
    if (!('values' in row)) {
      const theme = added.indexOf('Тема');
      yield [...own, ...added].map((_, at) =>
        at === own.length + theme ? `Строка ${row.row}: ${row.reason}` : '',
      );
      continue;
    }
    const found = classify(row.values[column] ?? '');
    yield [
      ...own.map((header) => row.values[header] ?? ''),
      found.blockTitle,
      found.categoryTitle,
      found.factTitle,
      found.factId ?? '',
      found.factId ? found.confidence.toFixed(3).replace('.', ',') : '',
      found.factId ? (found.isSure ? 'да' : 'нет') : '',
      found.words.join(', '),
      found.against.join(', '),
    ];
  }
}
