import type { ReactNode } from 'react';
import { MapHelp } from '../../base/map/map-help.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { KeyList } from '../../key-sheet.tsx';

/** Settings of the keyboard: what acts everywhere, and the switch. */
export function KeysPage(): ReactNode {
  return (
    <StaffPage title="Клавиши" hasFinder>
      <div className="reading-pane">
        <p className="muted">Клавиши разбора, списков и карточек показывает «?» — на каждом экране свои.</p>
        <KeyList level={2} />
        <MapHelp />
      </div>
    </StaffPage>
  );
}
