import { cpus, loadavg, release } from 'node:os';

/** The value below which a share of the values lies; the median unless told. */
export const middle = (values: readonly number[], share = 0.5): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
  Number.NaN;

export const format = (value: number, digits = 1): string =>
  value.toLocaleString('ru', { maximumFractionDigits: digits, minimumFractionDigits: digits });

/** A line of a Markdown table. */
export const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

export const holds = (isTrue: boolean): string => (isTrue ? 'да' : '**нет**');

/** What a figure was measured on. */
export const machine = (): string =>
  `Машина: ${cpus().length} × ${cpus()[0]?.model.trim()}, ядро ${release()}, Node ${process.version}. Очередь к процессорам за минуту: ${format(loadavg()[0] ?? 0)}.`;
