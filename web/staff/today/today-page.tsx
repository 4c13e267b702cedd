import { Link, type LinkProps, type NavigateOptions, useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { CaseRow } from '../../../shared/contract/cases.ts';
import { getToday } from '../../../shared/contract/cases-list.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { useRoute } from '../../lib/query.ts';
import { usePermission, useSession } from '../../lib/session.ts';
import { DeadlineLine, DeadlineWords } from '../../ui/deadline.tsx';
import { Facts } from '../../ui/figures.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { statusWords } from '../case/case-words.ts';
import { caseHref } from '../case/near-list.tsx';
import { describeTermShort } from '../case/term-words.ts';
import { StaffPage } from '../staff-page.tsx';
import './today.css';

type Today = RouteReply<typeof getToday>;

const waitingWords: Readonly<Record<Today['waiting'][number]['kind'], string>> = {
  triage: 'Ждут разбора',
  approval: 'Ответы на согласовании',
  work: 'Дела в работе',
  returned: 'Возвращено на доработку',
  publication: 'Ждут показа на карте',
};

/** «Моё сегодня»: what to do now, what waits for me, what burns. */
export function TodayPage(): ReactNode {
  return usePermission('cases.read') ? <Desk /> : <Sections />;
}

function Desk(): ReactNode {
  const today = useRoute(getToday, undefined, { refreshEvery: 60_000 });
  const navigate = useNavigate();
  const first = today.data?.now[0];
  useHotkeys(
    'Моё сегодня',
    first
      ? [
          {
            keys: 'Enter',
            label: 'Открыть первое',
            run: () => void navigate({ to: caseHref(first.number) } as NavigateOptions),
          },
        ]
      : [],
  );
  return (
    <StaffPage title="Моё сегодня" hasFinder>
      <Loadable query={today} failed="Рабочий день не загрузился">
        {(data) => (
          <div className="today">
            <section className="today__main" aria-labelledby="today-now">
              <h2 id="today-now">Сделать сейчас</h2>
              {data.now.length === 0 ? (
                <EmptyState title="На сегодня всё">Новое появится здесь само, по сроку.</EmptyState>
              ) : (
                <CaseList rows={data.now} />
              )}
            </section>
            <aside className="today__side">
              <section aria-labelledby="today-waiting">
                <h2 id="today-waiting">Ждут меня</h2>
                {data.waiting.length === 0 ? (
                  <p className="muted">Никто не ждёт.</p>
                ) : (
                  <ul className="today__waiting">
                    {data.waiting.map(({ kind, count, href }) => (
                      <li key={kind}>
                        <Link {...toLink(href)}>
                          <span>{waitingWords[kind]}</span>
                          <b>{formatNumber(count)}</b>
                        </Link>
                      </li>
                    ))}
                  </ul>
                )}
              </section>
              <section aria-labelledby="today-burning">
                <h2 id="today-burning">Горит</h2>
                {data.burning.length === 0 ? (
                  <p className="muted">Просроченных нет.</p>
                ) : (
                  <CaseList rows={data.burning} />
                )}
              </section>
              <Facts
                facts={[
                  ['Всего ждут разбора', formatNumber(data.counts.triage)],
                  ['В работе', formatNumber(data.counts.work)],
                  ['На согласовании', formatNumber(data.counts.approval)],
                  ['Просрочено', formatNumber(data.counts.overdue)],
                ]}
              />
            </aside>
          </div>
        )}
      </Loadable>
    </StaffPage>
  );
}

/** An address with its query as the router takes it. */
function toLink(href: string): LinkProps {
  const url = new URL(href, 'https://local.invalid');
  return { to: url.pathname, search: Object.fromEntries(url.searchParams) } as LinkProps;
}

function CaseList({ rows }: { rows: readonly CaseRow[] }): ReactNode {
  const formats = useFormats();
  return (
    <ul className="today__cases">
      {rows.map((row) => (
        <li key={row.id}>
          <Link {...({ to: caseHref(row.number) } as LinkProps)} className="today__case">
            <span className="today__line">
              <b className="today__number">{formatCaseNumber(row.number)}</b>
              <span className="muted">{statusWords[row.status].title}</span>
              {row.deadline && (
                <span className="push">
                  <DeadlineWords share={row.deadline.leftShare}>
                    {describeTermShort(row.deadline, formats)}
                  </DeadlineWords>
                </span>
              )}
            </span>
            <span>{row.title}</span>
            <span className="muted">
              {[row.address, row.executorUnit].filter(Boolean).join(' · ') || 'без места'}
            </span>
          </Link>
          <DeadlineLine share={row.deadline?.leftShare ?? 1} />
        </li>
      ))}
    </ul>
  );
}

/** Sections of those who keep the system and do not work with cases. */
const sections = [
  { to: '/staff/people', label: 'Люди и роли', permission: 'identity.read' },
  { to: '/staff/heatmap', label: 'Тепловая карта', permission: 'heatmap.read' },
  { to: '/staff/import', label: 'Загрузка данных', permission: 'imports.run' },
  { to: '/staff/channels', label: 'Источники', permission: 'channels.manage' },
  { to: '/staff/journal', label: 'Журнал', permission: 'audit.read' },
  { to: '/staff/outbox', label: 'Исходящие письма', permission: 'outbox.read' },
] as const;

function Sections(): ReactNode {
  const permissions = useSession()?.permissions ?? [];
  return (
    <StaffPage title="Моё сегодня" hasFinder>
      <div className="today">
        <section className="today__main">
          <h2>Ваши разделы</h2>
          <ul className="today__waiting">
            {sections
              .filter(({ permission }) => permissions.includes(permission))
              .map(({ to, label }) => (
                <li key={to}>
                  <Link {...({ to } as LinkProps)}>{label}</Link>
                </li>
              ))}
          </ul>
        </section>
      </div>
    </StaffPage>
  );
}
