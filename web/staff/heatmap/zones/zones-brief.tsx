import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { listZones, type ZoneRow } from '../../../../shared/contract/heatmap/zones.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Section } from '../../../ui/section.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { ScoreMark } from './score-terms.tsx';
import './zones.css';

/** Zones told at a glance; the rest are on their own page. */
const MOST = 3;

/** The filter of the case list that has exactly the open cases of a zone. */
export const zoneList = ({ districtId, block }: Pick<ZoneRow, 'districtId' | 'block'>) => ({
  districtId,
  block,
  stage: 'open',
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
          const title = `${zone.district}, ${topics?.block(zone.block)?.shortTitle ?? zone.block}`;
          return (
            <li key={zone.id}>
              <span className="zones-brief__name">
                <Link {...({ to: `/staff/zones/${zone.id}` } as LinkProps)}>{title}</Link>
                <ScoreMark score={zone.score} zone={zone.zone} />
              </span>
              <span className="small">{zone.reason}</span>
              <Link {...({ to: '/staff/cases', search: zoneList(zone) } as LinkProps)}>
                {counted(zone.openCases, 'открытое дело', 'открытых дела', 'открытых дел')}
                <span className="aloud">: {title}</span>
              </Link>
            </li>
          );
        })}
      </ul>
      {zones.length > hottest.length && (
        <p>
          <Link {...({ to: '/staff/zones' } as LinkProps)}>Все красные зоны: {zones.length}</Link>
        </p>
      )}
    </Section>
  );
}
