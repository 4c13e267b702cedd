import type { ReactNode } from 'react';
import { Guarded } from '../parts/guarded.tsx';
import { StaffPage } from '../staff-page.tsx';
import { CompositionPart } from './composition-part.tsx';
import '../parts/desk.css';
import './working-group.css';

/** «Рабочая группа»: who is in it, by the acts. */
export function WorkingGroupPage(): ReactNode {
  return (
    <Guarded permission="working-group.read" title="Рабочая группа">
      <StaffPage title="Рабочая группа" hasFinder>
        <CompositionPart />
      </StaffPage>
    </Guarded>
  );
}
