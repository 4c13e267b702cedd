import { Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useHotkeys } from '../lib/hotkeys.ts';
import { Redirect, useGo } from '../lib/router.tsx';
import { useSessionQuery } from '../lib/session.ts';
import { PendingPage } from '../ui/failed-page.tsx';
import { ErrorState } from '../ui/states.tsx';
import { CityStrips, OfflineStrip } from '../ui/strips.tsx';
import { ViPanel, ViSwitch } from '../ui/vi-panel.tsx';
import { HelpSide } from './base/help/help-side.tsx';
import { Guarded } from './base/map/guarded.tsx';
import { listLetters } from './base/map/open-sections.ts';
import { goTitle, useOpenScreens, useOpenSections } from './base/map/workplace.ts';
import { securityPath, signInPath } from './base/parts/paths.ts';
import { openSheet, useSheet } from './base/parts/sheets.ts';
import { StaffPage } from './base/parts/staff-page.tsx';
import { KeySheet } from './key-sheet.tsx';
import { Palette } from './palette.tsx';
import { Rail } from './rail.tsx';

/**
 * Rail, and a place where a screen draws its own bar and work: see `StaffPage`.
 * Who has not signed in is led to the sign-in page and back: `?next=` holds the address.
 */
export function StaffLayout(): ReactNode {
  const { data, error, refetch } = useSessionQuery();
  const { href, pathname } = useLocation();
  if (data && data.kind !== 'staff') {
    return <Redirect href={`${signInPath}?next=${encodeURIComponent(href)}`} />;
  }
  // Without the second factor their role asks for nothing else would open.
  if (data?.mustSetUpFactor && pathname !== securityPath) return <Redirect href={securityPath} />;
  return (
    <StaffFrame>
      {data && (
        <Guarded>
          <Outlet />
        </Guarded>
      )}
      {!data && !error && <PendingPage />}
      {!data && error && (
        <StaffPage title="Рабочее место">
          <ErrorState title="Рабочее место не открылось" problem={error} onRetry={() => void refetch()} />
        </StaffPage>
      )}
    </StaffFrame>
  );
}

export function StaffFrame(props: { children: ReactNode }): ReactNode {
  const [isMenuOpen, setMenuOpen] = useState(false);
  useShellKeys();
  return (
    <div className="site">
      <FirstStops />
      <ViPanel />
      <CityStrips />
      <OfflineStrip>Введённое хранится на этом устройстве; отправьте, когда связь вернётся.</OfflineStrip>
      <div className={isMenuOpen ? 'shell is-menu-open' : 'shell'}>
        <Rail isOpen={isMenuOpen} onToggle={setMenuOpen} />
        <div className="shell__page">{props.children}</div>
        <HelpSide />
      </div>
      <Sheets />
    </div>
  );
}

/** Signing in, the head's summary, a link without the rail. */
export function BareLayout(): ReactNode {
  return (
    <div className="site">
      <FirstStops />
      <ViPanel />
      <CityStrips />
      <OfflineStrip>Введённое хранится на этом устройстве; отправьте, когда связь вернётся.</OfflineStrip>
      <Outlet />
      <HelpSide isOver />
    </div>
  );
}

function FirstStops(): ReactNode {
  return (
    <nav aria-label="Быстрые переходы">
      <ViSwitch className="skip-link" />
      <a className="skip-link" href="#main">
        К содержанию
      </a>
    </nav>
  );
}

function Sheets(): ReactNode {
  const sheet = useSheet();
  return (
    <>
      {sheet === 'palette' && <Palette onClose={() => openSheet(null)} />}
      {sheet === 'keys' && <KeySheet onClose={() => openSheet(null)} />}
    </>
  );
}

function useShellKeys(): void {
  const go = useGo();
  const open = useOpenSections();
  useHotkeys('Везде', [
    { keys: 'Ctrl+KeyK', label: 'Найти и сделать', run: () => openSheet('palette') },
    { keys: 'Slash', label: 'Найти и сделать', run: () => openSheet('palette'), hidden: true },
    { keys: '=?', label: 'Все клавиши', run: () => openSheet('keys'), always: true },
    ...useOpenScreens().flatMap(({ path, words: { key, title } }) =>
      key ? [{ keys: key, label: title, run: () => void go(path) }] : [],
    ),
  ]);
  useHotkeys(
    goTitle,
    listLetters(open).map(({ letter, title, path }) => ({
      keys: `KeyG ${letter}`,
      label: title,
      run: () => void go(path),
    })),
  );
}
