import type { ReactNode } from 'react';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { BoardPart } from './board-part.tsx';
import { RemindersPart } from './reminders-part.tsx';
import { TemplatesPart } from './templates-part.tsx';
import { UsePart } from './use-part.tsx';
import '../../base/parts/desk.css';
import './assignments.css';

/** «Поручения»: the control board, messages behind decisions, reminders ready to go, templates. */
export function AssignmentsPage(): ReactNode {
  const [query] = useUrlQuery();
  const mayReadAll = usePermission('assignments.read');
  const mayControl = usePermission('assignments.control');
  const parts = [
    { value: 'board', label: mayReadAll ? 'На контроле' : 'Мои поручения' },
    ...(mayControl ? [{ value: 'reminders', label: 'Напоминания' }] : []),
    ...(mayReadAll ? [{ value: 'use', label: 'Учёт сообщений' }] : []),
    ...(mayControl ? [{ value: 'templates', label: 'Шаблоны' }] : []),
  ];
  const part = parts.find(({ value }) => value === query.part)?.value ?? 'board';
  return (
    <StaffPage
      title="Поручения"
      hasFinder
      bar={
        parts.length > 1 && (
          <SegmentedLinks
            label="Части раздела"
            links={parts.map(({ value, label }) => ({
              to: '/staff/assignments',
              ...(value !== 'board' && { search: { part: value } }),
              label,
              current: value === part,
            }))}
          />
        )
      }
    >
      {part === 'board' && <BoardPart />}
      {part === 'reminders' && <RemindersPart />}
      {part === 'use' && <UsePart />}
      {part === 'templates' && <TemplatesPart />}
    </StaffPage>
  );
}
