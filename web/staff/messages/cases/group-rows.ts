import type { CaseRow } from '../../../../shared/contract/messages/cases.ts';
import type { Topics } from '../../base/case-kit/topics.ts';

export const groupings = ['none', 'block', 'unit', 'district'] as const;
export type Grouping = (typeof groupings)[number];

/** No groups unless the address names a known way. */
export const readGrouping = (text: string | undefined): Grouping =>
  groupings.find((one) => one === text) ?? 'none';

export const groupingWords: Readonly<Record<Grouping, string>> = {
  none: 'нет',
  block: 'по блоку',
  unit: 'по исполнителю',
  district: 'по территории',
};

export interface RowGroup {
  key: string;
  title: string;
  rows: readonly CaseRow[];
}

export interface GroupNames {
  topics: Topics | undefined;
  district: (id: string | null) => string;
}

/** Rows of the page by block, executor or district; within a group they keep their order, the unknown come last. */
export function groupRows(rows: readonly CaseRow[], grouping: Grouping, names: GroupNames): RowGroup[] {
  if (grouping === 'none') return [{ key: 'all', title: '', rows }];
  const groups = new Map<string, CaseRow[]>();
  for (const row of rows) {
    const title = nameGroup(row, grouping, names);
    const group = groups.get(title);
    if (group) group.push(row);
    else groups.set(title, [row]);
  }
  return [...groups]
    .sort(([a], [b]) => Number(a === '') - Number(b === '') || a.localeCompare(b, 'ru'))
    .map(([title, members]) => ({ key: title || 'none', title: title || unknown[grouping], rows: members }));
}

const unknown: Readonly<Record<Exclude<Grouping, 'none'>, string>> = {
  block: 'Без темы',
  unit: 'Без исполнителя',
  district: 'Без территории',
};

function nameGroup(row: CaseRow, grouping: Exclude<Grouping, 'none'>, names: GroupNames): string {
  if (grouping === 'block') return names.topics?.block(row.block)?.title ?? '';
  if (grouping === 'unit') return row.executorUnit ?? '';
  return names.district(row.districtId);
}
