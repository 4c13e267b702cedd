import type { ReactNode } from 'react';
import { moderationPromise } from '../../../../shared/text/monitoring/moderation.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Note } from '../../../ui/mark.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ActsPart } from './acts-part.tsx';
import { FiguresPart } from './figures-part.tsx';
import { moderationParts } from './moderation-parts.ts';
import { RulesPart } from './rules-part.tsx';
import '../../base/parts/desk.css';
import './moderation.css';

/** «Модерация»: what waits, objections, the register of what was taken off, the published rules, how much is taken off. */
export function ModerationPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = moderationParts.find(({ value }) => value === query.view)?.value ?? 'waiting';
  return (
    <StaffPage
      title="Модерация"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={moderationParts.map(({ value, label }) => ({
            to: '/staff/moderation',
            ...(value !== 'waiting' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
    >
      <div className="desk moderation">
        <Note>
          <p>{moderationPromise}</p>
        </Note>
        {view === 'rules' && <RulesPart />}
        {view === 'figures' && <FiguresPart />}
        {view !== 'rules' && view !== 'figures' && <ActsPart key={view} view={view} />}
      </div>
    </StaffPage>
  );
}
