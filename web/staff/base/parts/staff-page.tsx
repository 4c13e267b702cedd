import type { ReactNode } from 'react';
import { PageTitle } from '../../../lib/page-title.tsx';
import { IconButton } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Crumbs } from '../map/crumbs.tsx';
import { usePinSwitch } from '../map/use-pins.ts';
import { usePlace } from '../map/workplace.ts';
import { openSheet } from './sheets.ts';
import './parts.css';

/**
 * One screen of the workplace: the top bar with its name and controls, then the work. A screen of one thing shows the way to it
 * before the name. With `crumbs` (see `Crumbs`) the way stands instead, and the screen draws its own `PageTitle` below.
 */
export function StaffPage(props: {
  title: string;
  crumbs?: ReactNode;
  /** Beside the name: counts, filters, a switch of views. */
  bar?: ReactNode;
  /** At the right end: the one filled button of the screen among them. */
  actions?: ReactNode;
  /** `panes` fill the window and scroll by themselves; `page` (default) scrolls as a whole. */
  layout?: 'page' | 'panes';
  /** «Найти и сделать» in the bar. */
  hasFinder?: boolean;
  children: ReactNode;
}): ReactNode {
  const { title, crumbs, layout = 'page' } = props;
  return (
    <>
      <header className="topbar">
        {crumbs ?? <NamedBar title={title} />}
        {props.bar}
        <span className="push" />
        {props.hasFinder && <Finder />}
        {props.actions}
      </header>
      <main id="main" className={`work work--${layout}`}>
        {props.children}
      </main>
    </>
  );
}

function NamedBar({ title }: { title: string }): ReactNode {
  return (
    <>
      {usePlace()?.isInside && <Crumbs />}
      <PageTitle text={title} className="topbar__title" />
      <PinButton />
    </>
  );
}

/** Beside the name of a screen: keeps it at hand under «Сегодня». */
function PinButton(): ReactNode {
  const pin = usePinSwitch();
  if (!pin) return null;
  return (
    <IconButton
      kind="quiet"
      icon="tack"
      label={pin.isPinned ? 'Открепить экран' : 'Закрепить экран'}
      aria-pressed={pin.isPinned}
      onClick={pin.toggle}
    />
  );
}

function Finder(): ReactNode {
  return (
    <button type="button" className="finder wide-only" onClick={() => openSheet('palette')}>
      <Icon name="search" />
      Найти и сделать
      <span className="push">
        <Kbd keys="Ctrl+KeyK" />
      </span>
    </button>
  );
}
