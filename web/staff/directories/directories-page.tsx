import type { ReactNode } from 'react';
import { useUrlQuery } from '../../lib/router.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { StaffPage } from '../staff-page.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { RulesPart } from './rules-part.tsx';
import { StreetsPart } from './streets-part.tsx';
import { TopicsPart } from './topics-part.tsx';
import '../parts/desk.css';

const tabs = [
  { value: 'topics', label: 'Рубрикатор' },
  { value: 'rules', label: 'Сроки' },
  { value: 'calendar', label: 'Календарь' },
  { value: 'streets', label: 'Улицы и районы' },
] as const;
type Tab = (typeof tabs)[number]['value'];

/** Directories, to read: topics with term and executor, rules of terms, the working calendar, streets. */
export function DirectoriesPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const tab = tabs.find(({ value }) => value === query.tab)?.value ?? 'topics';
  return (
    <StaffPage title="Справочники" hasFinder>
      <div className="desk">
        <Tabs<Tab>
          label="Справочники"
          tabs={tabs}
          value={tab}
          onChange={(value) => change({ tab: value, q: '' })}
        >
          {tab === 'topics' && <TopicsPart />}
          {tab === 'rules' && <RulesPart />}
          {tab === 'calendar' && <CalendarPart />}
          {tab === 'streets' && <StreetsPart />}
        </Tabs>
      </div>
    </StaffPage>
  );
}
