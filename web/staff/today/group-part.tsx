import type { ReactNode } from 'react';
import { listAssignments } from '../../../shared/contract/group/assignments.ts';
import { listReports } from '../../../shared/contract/group/head-reports.ts';
import { listMeetings } from '../../../shared/contract/group/working-group-meetings.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { useRoute } from '../../lib/query.ts';
import { useSession, useZone } from '../../lib/session.ts';
import { Mark } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { listTodayRows } from './group-rows.ts';
import '../group/assignments/assignments.css';

const slowly = { refreshEvery: 120_000 };

/** «Рабочая группа» of the day: the meeting, protocols, reports that wait for whoever looks; nothing for whom none does. */
export function GroupToday(): ReactNode {
  const zone = useZone();
  const permissions = useSession()?.permissions ?? [];
  const may = (permission: string) => permissions.includes(permission);
  const takesPart = may('working-group.take-part');
  const meetings = useRoute(listMeetings, { query: {} }, { ...slowly, enabled: takesPart });
  const controls = may('assignments.control');
  const reported = useRoute(
    listAssignments,
    { query: { view: 'reported', limit: 1 } },
    { ...slowly, enabled: takesPart && controls },
  );
  const readsReports = may('head-reports.keep') || may('head-reports.sign');
  const reports = useRoute(listReports, {}, { ...slowly, enabled: takesPart && readsReports });
  const rows = listTodayRows({
    meetings: meetings.data?.meetings ?? [],
    reported: reported.data?.counts.reported ?? 0,
    reports: reports.data?.rows ?? [],
    may,
    today: localDay(Date.now(), zone),
  });
  if (rows.length === 0) return null;
  return (
    <Section title="Рабочая группа">
      <ul className="assignments__mine">
        {rows.map(({ key, to, words, note, tone }) => (
          <li key={key}>
            <PageLink to={to}>{words}</PageLink>
            <span className="small">{tone === 'quiet' ? note : <Mark tone={tone}>{note}</Mark>}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
