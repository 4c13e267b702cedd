import type { ReactNode } from 'react';
import { listZones, type ZoneRow } from '../../../../shared/contract/heatmap/zones.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { ScoreMark } from './score-terms.tsx';
import './zones.css';

/** Zones told at a glance; the rest are on their own page. */
const MOST = 3;

/** The filter of the case list that has exactly the open cases of a zone. */
export const zoneList = ({ list, block }: Pick<ZoneRow, 'list' | 'block'>): Record<string, string> => ({
  block,
  stage: 'open',
  ...list,
});

/** «Где болит»: the hottest red zones, each with its cases one press away. Nothing where nothing is red. */
export function ZonesBrief(): ReactNode {
  const mayRead = usePermission('heatmap.read');
  const topics = useTopics();
  const zones = useRoute(listZones, { query: { state: 'open' } }, { enabled: mayRead }).data?.zones ?? [];
  // A card of a cell that has cooled waits for its days; it does not hurt now.
  const hot = zones.filter(({ zone }) => zone !== 'green');
  if (hot.length === 0) return null;
  const rank = ({ zone, score }: ZoneRow) => (zone === 'red' ? 1000 : 0) + (score ?? -1);
  const hottest = hot.toSorted((a, b) => rank(b) - rank(a)).slice(0, MOST);
  return (
    <Section title="Где болит">
      <ul className="zones-brief">
        {hottest.map((zone) => {
          const title = `${zone.title}, ${topics?.block(zone.block)?.shortTitle ?? zone.block}`;
          return (
            <li key={zone.id}>
              <span className="zones-brief__name">
                <PageLink to={`/staff/zones/${zone.id}`}>{title}</PageLink>
                <ScoreMark score={zone.score} band={zone.band} zone={zone.zone} />
              </span>
              <span className="small">Открыта: {zone.reason}</span>
              <PageLink to="/staff/cases" search={zoneList(zone)}>
                {counted(zone.openCases, 'открытое дело', 'открытых дела', 'открытых дел')}
                <span className="aloud">: {title}</span>
              </PageLink>
            </li>
          );
        })}
      </ul>
      {zones.length > hottest.length && (
        <p>
          <PageLink to="/staff/zones">Все красные зоны: {zones.length}</PageLink>
        </p>
      )}
    </Section>
  );
}
