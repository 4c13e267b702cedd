import type {
  ImportLineKind,
  ImportProgress,
  ImportState,
  ImportTable,
} from '../../../../shared/contract/messages/imports.ts';
import { formatBytes, formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { IconName } from '../../../ui/icons.tsx';
import type { Tone } from '../../../ui/mark.tsx';

export const stateWords: Readonly<Record<ImportState, { title: string; tone: Tone; icon?: IconName }>> = {
  uploaded: { title: 'Ждёт запуска', tone: 'warning', icon: 'hourglass' },
  queued: { title: 'В очереди', tone: 'info', icon: 'hourglass' },
  reading: { title: 'Проверяются строки', tone: 'info', icon: 'hourglass' },
  making: { title: 'Создаются дела', tone: 'info', icon: 'hourglass' },
  done: { title: 'Загружено', tone: 'ok' },
  failed: { title: 'Не загружено', tone: 'danger' },
  cancelled: { title: 'Остановлено', tone: 'quiet', icon: 'close' },
};

export const isRunning = (state: ImportState): boolean =>
  state === 'queued' || state === 'reading' || state === 'making';

const encodings: Readonly<Record<string, string>> = { utf8: 'UTF-8', 'windows-1251': 'кодировка 1251' };
const delimiters: Readonly<Record<string, string>> = {
  '\t': 'табуляция',
  ';': 'точка с запятой',
  ',': 'запятая',
};

/** «Книга XLSX, лист «Обращения», 9 столбцов, 41 КБ». */
export function describeFile(table: ImportTable): string {
  const { format, encoding, delimiter, sheet, headers, bytes } = table;
  const kind = format === 'xlsx' ? 'Книга XLSX' : format.toUpperCase();
  const parts = [
    kind,
    format === 'xlsx' ? `лист «${sheet}»` : (encodings[encoding] ?? 'UTF-16'),
    ...(delimiter ? [`разделитель — ${delimiters[delimiter] ?? `«${delimiter}»`}`] : []),
    counted(headers.length, 'столбец', 'столбца', 'столбцов'),
    formatBytes(bytes),
  ];
  return parts.join(', ');
}

/** What a run is doing, and how much of it is done: 0 to 1, null while nobody knows. */
export function describeRun(run: ImportProgress): { words: string; share: number | null } {
  if (run.isCancelling) return { words: 'Останавливаем после строк, которые уже в работе', share: null };
  if (run.state === 'queued') return { words: 'Ждёт очереди', share: null };
  const { rowsRead, accepted, refused, repeated } = run;
  if (run.state === 'reading')
    return { words: `Проверяем строки: ${formatNumber(rowsRead)}. Дел ещё не создаём`, share: null };
  const settled = Math.min(rowsRead, accepted + refused + repeated);
  return {
    words: `Создаём дела: ${formatNumber(settled)} из ${formatNumber(rowsRead)}`,
    share: rowsRead === 0 ? 1 : settled / rowsRead,
  };
}

/** The first line of a report. */
export function describeResult(run: ImportProgress): string {
  const { state, accepted, rowsRead } = run;
  const cases = counted(accepted, 'дело', 'дела', 'дел');
  if (state === 'failed') return 'Не загружено';
  if (state === 'cancelled')
    return accepted > 0 ? `Остановлено: создано ${cases}` : 'Остановлено: ничего не создано';
  if (accepted > 0) return `Создано ${cases}`;
  return rowsRead === 0 ? 'В таблице нет ни одной строки' : 'Новых дел нет';
}

export const kindWords: Readonly<Record<ImportLineKind, { title: string; nothing: string }>> = {
  refused: { title: 'Не приняты', nothing: 'Все строки приняты' },
  repeated: { title: 'Повторы', nothing: 'Повторов нет' },
  warned: { title: 'С замечаниями', nothing: 'Замечаний нет' },
};

/** First values of a column that are not empty, for the person to see what is in it. */
export function sampleColumn(
  table: Pick<ImportTable, 'headers' | 'preview'>,
  header: string,
  count = 2,
): string[] {
  const at = table.headers.indexOf(header);
  const values = table.preview.flatMap(({ values: cells }) => cells?.[at]?.trim() || []);
  return [...new Set(values)].slice(0, count);
}
