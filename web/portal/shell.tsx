import { Outlet, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import type { SessionState } from '../../shared/contract/base/identity.ts';
import { useFormats } from '../lib/format.ts';
import { useSession } from '../lib/session.ts';
import { Button } from '../ui/button.tsx';
import { CityArms } from '../ui/city-arms.tsx';
import { Icon } from '../ui/icons.tsx';
import { PageLink } from '../ui/page-link.tsx';
import { PhoneLink } from '../ui/phone-link.tsx';
import { CityStrips, OfflineStrip } from '../ui/strips.tsx';
import { ViPanel, ViSwitch } from '../ui/vi-panel.tsx';
import { ClosedPage } from './closed-page.tsx';
import { findLinks, hasScreen, mePath, signInPath } from './nav.ts';

export function SiteLayout(): ReactNode {
  const isClosed = useClosedPortal();
  return <SiteFrame>{isClosed ? <ClosedPage /> : <Outlet />}</SiteFrame>;
}

/** One-time links and the kiosk of a place, whose holders work with the centre; links at the foot of letters that were sent. */
const passing = /^\/(?:[ea]\/|kiosk\/|(?:unsubscribe|view-letters|follow-off)(?:\/|$))/u;

/** Residents are not let in; who works here looks at the portal as it is. */
function useClosedPortal(): boolean {
  const session = useSession();
  const { pathname } = useLocation();
  if (passing.test(pathname)) return false;
  return session !== undefined && !session.isPortalOpen && session.kind !== 'staff';
}

/** Header, page, footer. */
export function SiteFrame(props: { children: ReactNode }): ReactNode {
  return (
    <div className="site">
      <Strip />
      <ViPanel />
      <CityStrips />
      <NoNetwork />
      <NotOpenStrip />
      <Masthead />
      <main id="main">{props.children}</main>
      <Footer />
    </div>
  );
}

/** For steps and one-time links: only what the screen draws, which has its own <main>. */
export function BareLayout(): ReactNode {
  const { pathname } = useLocation();
  const isClosed = useClosedPortal();
  const isKiosk = pathname.startsWith('/kiosk/');
  if (isClosed)
    return (
      <SiteFrame>
        <ClosedPage />
      </SiteFrame>
    );
  return (
    <div className="site">
      <nav aria-label="Быстрые переходы">
        <ViSwitch className="skip-link" />
        <SkipLink />
      </nav>
      <ViPanel />
      <CityStrips />
      <OfflineStrip>
        {isKiosk
          ? 'Введённое осталось на экране: не уходите, пока связь не вернётся.'
          : 'Введённое хранится на этом устройстве; отправьте, когда связь вернётся.'}
      </OfflineStrip>
      <Outlet />
    </div>
  );
}

function NotOpenStrip(): ReactNode {
  const session = useSession();
  if (session?.kind !== 'staff' || session.isPortalOpen) return null;
  return (
    <aside className="strip-note strip-note--demo" aria-label="О портале">
      <Icon name="lock" size="text" />
      <p>
        <b>Портал закрыт для жителей.</b> Вы видите его как сотрудник.
      </p>
    </aside>
  );
}

function NoNetwork(): ReactNode {
  const isClosed = useClosedPortal();
  if (isClosed) return null;
  return (
    <OfflineStrip>
      Сообщение можно <PageLink to="/new">написать</PageLink> и сейчас: оно останется на этом устройстве и
      уйдёт, когда связь вернётся.
    </OfflineStrip>
  );
}

function SkipLink(): ReactNode {
  return (
    <a className="skip-link" href="#main">
      К содержанию
    </a>
  );
}

function Strip(): ReactNode {
  return (
    <aside className="on-rail" aria-label="Доступность и экстренный вызов">
      <div className="strip">
        <ViSwitch className="strip__link" hasIcon />
        <SkipLink />
        <a className="strip__link" href="tel:112">
          <span>
            Экстренно: <b>112</b>
          </span>
        </a>
      </div>
    </aside>
  );
}

function Masthead(): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu of a phone closes when a page has opened
  useEffect(() => setOpen(false), [pathname]);
  return (
    <header className="masthead">
      <div className="masthead__row">
        <Brand />
        <MenuButton isOpen={isOpen} onTurn={() => setOpen(!isOpen)} />
        <Sections isOpen={isOpen} />
      </div>
    </header>
  );
}

function MenuButton({ isOpen, onTurn }: { isOpen: boolean; onTurn: () => void }): ReactNode {
  if (useClosedPortal()) return null;
  return (
    <Button
      kind="quiet"
      icon={isOpen ? 'close' : 'menu'}
      className="masthead__menu"
      aria-expanded={isOpen}
      aria-controls="sections"
      onClick={onTurn}
    >
      Меню
    </Button>
  );
}

function Brand(): ReactNode {
  const session = useSession();
  return (
    <PageLink className="brand" to="/">
      <span className="brand__arms">
        <CityArms />
      </span>
      <span className="brand__words">
        <b>Отклик</b>
        <span>{session?.city.shortTitle ?? '\u00a0'}</span>
      </span>
    </PageLink>
  );
}

function Sections(props: { isOpen: boolean }): ReactNode {
  const session = useSession();
  const isClosed = useClosedPortal();
  const isIn = session?.kind === 'resident';
  if (isClosed) return null;
  const me = isIn ? { to: mePath, label: 'Кабинет' } : { to: signInPath, label: 'Войти' };
  const links = [...findLinks('header'), ...(hasScreen(me.to) ? [me] : [])];
  return (
    <nav id="sections" className={props.isOpen ? 'sections is-open' : 'sections'} aria-label="Разделы">
      {links.map(({ to, label }) => (
        <PageLink key={to} to={to} activeProps={{ 'aria-current': 'page' }}>
          {label}
        </PageLink>
      ))}
    </nav>
  );
}

/** Who answers here and how to reach them, as far as the card of the city says. */
function Contacts({ city }: { city: SessionState['city'] }): ReactNode {
  const { full, address, phone, email } = city.organisation;
  if (full === '') return null;
  return (
    <p>
      {full}
      {address && (
        <>
          <br />
          {address}
        </>
      )}
      {(phone || email) && <br />}
      {phone && <PhoneLink phone={phone} />}
      {phone && email && ', '}
      {email && <a href={`mailto:${email}`}>{email}</a>}
    </p>
  );
}

function Footer(): ReactNode {
  const session = useSession();
  const { zoneNote } = useFormats();
  const isClosed = useClosedPortal();
  return (
    <footer className="on-rail footer">
      <div className="page footer__inside">
        <div className="stack stack--tight">
          <p>
            Муниципальный центр управления «Отклик»
            {session && (
              <>
                <br />
                {session.city.title}
              </>
            )}
          </p>
          {session && <Contacts city={session.city} />}
          <p>Время на сайте — местное ({zoneNote()}).</p>
          <p>
            Используем только технические cookie: вход и настройки просмотра.
            {!isClosed && (
              <>
                {' '}
                <PageLink to="/cookies">Подробнее</PageLink>
              </>
            )}
          </p>
        </div>
        <ul className="footer__links">
          {isClosed ? (
            <li>
              <a href="/staff">Вход для сотрудников</a>
            </li>
          ) : (
            findLinks('footer').map(({ to, label }) => (
              <li key={to + label}>
                <PageLink to={to}>{label}</PageLink>
              </li>
            ))
          )}
          <li>
            <ViSwitch className="footer__switch" />
          </li>
        </ul>
      </div>
    </footer>
  );
}
