import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useSession } from '../../../lib/session.ts';
import { bindFields } from '../../../ui/forms/fields.ts';
import { Tabs } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { BodiesPart } from './bodies-part.tsx';
import { CalendarPart } from './calendar-part.tsx';
import { directoryParts } from './directory-parts.ts';
import { DutyPart } from './duty-part.tsx';
import { LadderPart } from './ladder-part.tsx';
import { LevelsPart } from './levels-part.tsx';
import { RoutesPart } from './routes-part.tsx';
import { RulesPart } from './rules-part.tsx';
import { StreetsPart } from './streets-part.tsx';
import { TemplatesPart } from './templates-part.tsx';
import { TopicsPart } from './topics-part.tsx';
import { UnitsPart } from './units-part.tsx';
import '../../base/parts/desk.css';

/** Directories, to read: topics with term and executor, rules of terms, the working calendar, streets. */
export function DirectoriesPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const permissions = useSession()?.permissions ?? [];
  // A part its reader may not edit and need not read is not offered.
  const shown = directoryParts.filter(
    (tab) => !('permission' in tab) || permissions.includes(tab.permission),
  );
  const tab = shown.find(({ value }) => value === query.tab)?.value ?? 'topics';
  return (
    <StaffPage title="Справочники" hasFinder>
      <div className="desk">
        <Tabs
          form={bindFields({ tab }, (patch) => change({ ...patch, q: '' }))}
          name="tab"
          label="Справочники"
          tabs={shown}
        >
          {tab === 'topics' && <TopicsPart />}
          {tab === 'rules' && <RulesPart />}
          {tab === 'ladder' && <LadderPart />}
          {tab === 'duty' && <DutyPart />}
          {tab === 'calendar' && <CalendarPart />}
          {tab === 'streets' && <StreetsPart />}
          {tab === 'routes' && <RoutesPart />}
          {tab === 'levels' && <LevelsPart />}
          {tab === 'units' && <UnitsPart />}
          {tab === 'bodies' && <BodiesPart />}
          {tab === 'templates' && <TemplatesPart />}
        </Tabs>
      </div>
    </StaffPage>
  );
}
