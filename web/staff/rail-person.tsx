import type { ReactNode } from 'react';
import { formatNumber } from '../../shared/text/numbers.ts';
import { useSession } from '../lib/session.ts';
import { setTheme, useTheme } from '../lib/theme.ts';
import { toggleVi, useVi } from '../lib/vi.ts';
import { Icon } from '../ui/icons.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { useOpenScreens } from './base/map/workplace.ts';
import { useNoticeCount } from './base/notices/use-notice-count.ts';
import { keysPath, securityPath } from './base/parts/paths.ts';
import { themes, useLeave } from './own-acts.ts';
import { RailButton } from './rail-button.tsx';

/** «Уведомления»: how many are new stands over the bell. */
function Bell(): ReactNode {
  const count = useNoticeCount();
  const fresh = count ? `: ${formatNumber(count.value)} новых` : '';
  return (
    <PageLink
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
    </PageLink>
  );
}

/** What concerns the person alone: their name, notices, ways of signing in, keys, the look of the screen. */
export function PersonBlock(): ReactNode {
  const session = useSession();
  const own = useOpenScreens().filter(({ path }) => path === securityPath || path === keysPath);
  const theme = useTheme();
  const isVi = useVi() !== null;
  const leave = useLeave();
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
      {session?.person && (
        <p className="rail__own">
          {own.map(({ path, words }) => (
            <PageLink key={path} to={path} activeProps={{ 'aria-current': 'page' }}>
              {words.title}
            </PageLink>
          ))}
        </p>
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
        {session?.person && <RailButton icon="exit" label="Выйти" onClick={leave} />}
      </div>
    </div>
  );
}
