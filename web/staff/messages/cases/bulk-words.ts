import type { BulkRun } from '../../../../shared/contract/messages/cases-bulk.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import type { BulkKind } from './bulk-form.tsx';

export const bulkTitles: Readonly<Record<BulkKind, string>> = {
  assign: 'Назначить исполнителя',
  topic: 'Сменить тему',
  importance: 'Изменить важность',
  reject: 'Отклонить с причиной',
};
export const bulkDoneWords: Readonly<Record<BulkKind, string>> = {
  assign: 'Назначено',
  topic: 'Тема изменена',
  importance: 'Важность изменена',
  reject: 'Отклонено',
};

const cases = (count: number): string => counted(count, 'дело', 'дела', 'дел');

export const isWorking = ({ state }: BulkRun): boolean =>
  state === 'checking' || state === 'running' || state === 'undoing';

/** What an action over a filter is at, in one line. */
export function describeRun(run: BulkRun): string {
  const title = bulkTitles[run.action.kind];
  switch (run.state) {
    case 'checking':
      return `${title}: проверено ${formatNumber(run.passed)} из ${formatNumber(run.total)}`;
    case 'ready':
      return `${title}: проверено, изменится ${cases(run.ready)}`;
    case 'running':
      return `${title}: сделано ${formatNumber(run.done)} из ${formatNumber(run.done + run.ready)}`;
    case 'done':
      return `${bulkDoneWords[run.action.kind]}: ${cases(run.done)}${leftOut(run.refused)}`;
    case 'cancelled':
      return `${title}: остановлено, изменено ${cases(run.done)}`;
    case 'undoing':
      return `Возвращаем прежнее: ${formatNumber(run.undone + run.kept)} из ${formatNumber(run.undone + run.kept + run.done)}`;
    case 'undone':
      return `Возвращено: ${cases(run.undone)}${run.kept > 0 ? `, ${cases(run.kept)} уже изменили другие` : ''}`;
  }
}

const leftOut = (count: number): string => (count > 0 ? `, без изменений ${formatNumber(count)}` : '');

/** Share of the work done, 0–1. */
export function shareOf(run: BulkRun): number {
  if (run.state === 'checking') return run.total > 0 ? run.passed / run.total : 1;
  if (run.state === 'running') return run.done / Math.max(1, run.done + run.ready);
  const all = run.undone + run.kept + run.done;
  return all > 0 ? (run.undone + run.kept) / all : 1;
}
