import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { signOut } from '../../shared/contract/base/identity.ts';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useCommand } from '../lib/query.ts';
import { useSession } from '../lib/session.ts';
import { setTheme, type Theme, useTheme } from '../lib/theme.ts';
import { toggleVi, useVi } from '../lib/vi.ts';
import { Icon, type IconName } from '../ui/icons.tsx';
import { useNoticeCount } from './base/notices/use-notice-count.ts';
import { BriefAmount, type RailCount } from './base/parts/amount.tsx';
import { signInPath } from './base/parts/paths.ts';
import { openSheet } from './base/parts/sheets.ts';
import { findRailLinks, type RailLink } from './nav.ts';

export function Rail(props: { isOpen: boolean; onToggle: (isOpen: boolean) => void }): ReactNode {
  const { isOpen, onToggle } = props;
  const session = useSession();
  const { pathname } = useLocation();
  const links = findRailLinks(session?.permissions ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes when a page has opened
  useEffect(() => onToggle(false), [pathname]);
  return (
    <section className="rail on-rail" aria-label="Рабочее место">
      <Link className="rail__brand" to="/staff">
        Отклик
      </Link>
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
        <RailList links={links.filter((link) => !link.isSecondary && !link.isOwn)} />
        <div className="rail__rule" />
        <RailList links={links.filter((link) => link.isSecondary)} />
      </nav>
      <PersonBlock />
    </section>
  );
}

function RailButton(props: {
  icon: IconName;
  label: string;
  isExpanded?: boolean;
  onClick: () => void;
}): ReactNode {
  return (
    <button
      type="button"
      className="rail__button"
      aria-label={props.label}
      title={props.label}
      aria-expanded={props.isExpanded}
      aria-controls={props.isExpanded === undefined ? undefined : 'rail-nav'}
      onClick={props.onClick}
    >
      <Icon name={props.icon} />
    </button>
  );
}

function RailList(props: { links: readonly RailLink[] }): ReactNode {
  return (
    <ul className="rail__list">
      {props.links.map((link) => (
        <li key={link.to}>
          <RailLine link={link} />
        </li>
      ))}
    </ul>
  );
}

const useNoCount = (): RailCount | undefined => undefined;

function RailLine(props: { link: RailLink }): ReactNode {
  const { to, label } = props.link;
  // The hook of a line is one and the same for its whole life, so its place in the order of hooks is kept.
  const useCount = props.link.useCount ?? useNoCount;
  const count = useCount();
  return (
    <Link
      className="rail__link"
      to={to}
      activeOptions={{ exact: to === '/staff' }}
      activeProps={{ 'aria-current': 'page' }}
    >
      {label}
      {count && count.value > 0 && (
        <span className={count.tone ? `rail__count rail__count--${count.tone}` : 'rail__count'}>
          <span className="aloud">: </span>
          <BriefAmount {...count} />
        </span>
      )}
    </Link>
  );
}

const themes: readonly { value: Theme; label: string; icon: IconName }[] = [
  { value: 'light', label: 'Светлая тема', icon: 'sun' },
  { value: 'dark', label: 'Тёмная тема', icon: 'moon' },
  { value: 'system', label: 'Тема как в системе', icon: 'screen' },
];

/** «Уведомления»: how many are new stands over the bell. */
function Bell(): ReactNode {
  const count = useNoticeCount();
  const fresh = count ? `: ${formatNumber(count.value)} новых` : '';
  return (
    <Link
      className="rail__button rail__bell"
      to="/staff/notices"
      activeProps={{ 'aria-current': 'page' }}
      aria-label={`Уведомления${fresh}`}
      title={`Уведомления${fresh}`}
    >
      <Icon name="bell" />
      {count && (
        <span className="rail__count" aria-hidden="true">
          {formatNumber(count.value)}
        </span>
      )}
    </Link>
  );
}

function PersonBlock(): ReactNode {
  const session = useSession();
  const theme = useTheme();
  const isVi = useVi() !== null;
  const leave = useCommand(signOut, { onDone: ({ leaveTo }) => location.assign(leaveTo ?? signInPath) });
  return (
    <div className="rail__person">
      {session?.person && (
        <div className="rail__me">
          <p>
            <b>{session.person.name}</b>
            <span>{session.person.position || session.roles.map(({ title }) => title).join(', ')}</span>
          </p>
          <Bell />
        </div>
      )}
      <div className="rail__tools">
        {/* biome-ignore lint/a11y/useSemanticElements: three small buttons in a row, not a form */}
        <div role="group" aria-label="Тема" className="rail__themes">
          {themes.map(({ value, label, icon }) => (
            <button
              key={value}
              type="button"
              className="rail__button"
              aria-pressed={theme === value}
              aria-label={label}
              title={label}
              onClick={() => setTheme(value)}
            >
              <Icon name={icon} />
            </button>
          ))}
        </div>
        <button
          type="button"
          className="rail__button"
          aria-pressed={isVi}
          aria-label="Версия для слабовидящих"
          title="Версия для слабовидящих"
          onClick={toggleVi}
        >
          <Icon name="glasses" />
        </button>
        {session?.person && <RailButton icon="exit" label="Выйти" onClick={() => leave.mutate(undefined)} />}
      </div>
    </div>
  );
}
