import type { CaseFilter } from '../../shared/contract/messages/cases-list.ts';

interface DemoView {
  title: string;
  query: CaseFilter;
  isShared: boolean;
}

/** Named filters the demo begins with. */
export const savedViews: readonly DemoView[] = [
  {
    title: 'Южный: дороги',
    query: { districtId: 'krasnogorsky.yuzhny', block: 'roads', stage: 'open' },
    isShared: true,
  },
  { title: 'Просроченные', query: { overdue: 'yes' }, isShared: true },
  { title: 'Срочные открытые', query: { importance: 'high', stage: 'open' }, isShared: true },
  { title: 'Без места', query: { hasPlace: 'no', stage: 'open' }, isShared: false },
];
