import { useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useHotkeys } from '../lib/hotkeys.ts';
import { useSession } from '../lib/session.ts';
import { PageLink } from '../ui/page-link.tsx';
import { toggleHelp, useHelpOpen } from './base/help/help-open.ts';
import { doAllFit } from './base/map/open-sections.ts';
import { usePins } from './base/map/use-pins.ts';
import { useOpenSections } from './base/map/workplace.ts';
import { openSheet } from './base/parts/sheets.ts';
import { RailButton } from './rail-button.tsx';
import { PersonBlock } from './rail-person.tsx';
import { RailSection } from './rail-section.tsx';

/** The map of the workplace: at most eight sections, each with its screens. In the narrow frame it opens as a menu. */
export function Rail(props: { isOpen: boolean; onToggle: (isOpen: boolean) => void }): ReactNode {
  const { isOpen, onToggle } = props;
  const session = useSession();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when a page has opened
  useEffect(() => onToggle(false), [pathname]);
  useHotkeys('Меню', [{ keys: 'Escape', label: 'Закрыть меню', run: () => onToggle(false), hidden: true }], {
    active: isOpen,
  });
  return (
    <section className="rail on-rail" aria-label="Рабочее место">
      <div className="rail__top">
        <PageLink className="rail__brand" to="/staff">
          Отклик
        </PageLink>
        <HelpButton />
      </div>
      <div className="rail__narrow">
        {session?.person && <span className="rail__who">{session.person.name}</span>}
        <RailButton icon="search" label="Найти и сделать" onClick={() => openSheet('palette')} />
        <RailButton
          icon={isOpen ? 'close' : 'menu'}
          label="Меню"
          isExpanded={isOpen}
          onClick={() => onToggle(!isOpen)}
        />
      </div>
      <nav className="rail__nav" id="rail-nav" aria-label="Разделы">
        <Sections />
      </nav>
      <PersonBlock />
    </section>
  );
}

/** Beside the name of the product, on every screen: what F1 does. */
function HelpButton(): ReactNode {
  const isOpen = useHelpOpen();
  return (
    <button
      type="button"
      className="rail__button rail__help"
      aria-label="Справка об этом экране"
      title="Справка об этом экране (F1)"
      aria-pressed={isOpen}
      onClick={toggleHelp}
    >
      <span aria-hidden="true">?</span>
    </button>
  );
}

function Sections(): ReactNode {
  const open = useOpenSections();
  const pins = usePins();
  const isRoomy = doAllFit(open);
  return (
    <ul className="rail__list">
      {open.map((one, at) => (
        <RailSection
          // Each line has a hook that counts: another set of lines is another section.
          key={one.lines.map(({ path }) => path).join()}
          open={one}
          pins={at === 0 ? pins : []}
          isRoomy={isRoomy}
        />
      ))}
    </ul>
  );
}
