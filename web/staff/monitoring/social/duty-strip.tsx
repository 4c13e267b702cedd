import type { ReactNode } from 'react';
import { gapWords, onDutyUntil } from '../../../../shared/text/monitoring/incident-words.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { usePermissions } from '../../base/map/workplace.ts';
import type { FeedCounts } from './use-feed.ts';

/** Who watches now, until when, and the nearest hours that nobody does. */
export function DutyStrip({ counts }: { counts: FeedCounts['counts'] }): ReactNode {
  const { zone, time } = useFormats();
  const now = useNow();
  const permissions = usePermissions();
  const mayKeep = permissions.includes('clocks.keep-duty');
  if (!counts) return <div className="social__duty" />;
  const { onDuty, gap, handover } = counts;
  const link = mayKeep && (
    <PageLink to="/staff/directories" search={{ tab: 'duty' }}>
      Назначить
    </PageLink>
  );
  return (
    <section className="social__duty" aria-label="Кто дежурит">
      <span className="muted">Сейчас {time(now)}.</span>
      {onDuty.length === 0 && !gap && (
        <span className="muted">На ближайшие сутки дежурства не назначены. {link}</span>
      )}
      {onDuty.map(({ name, until }) => (
        <span key={name}>
          <span className="muted">Смотрит</span> <b>{name}</b>{' '}
          <span className="muted">{onDutyUntil(until, zone, now)}</span>
        </span>
      ))}
      {gap && (
        <span>
          <Mark tone="warning">{gapWords(gap, zone, now)}</Mark> {link}
        </span>
      )}
      {handover && <Mark tone="warning">Смену сдаёт {handover}</Mark>}
      <span className="social__rules cluster">
        {permissions.includes('incidents.watch') && (
          <PageLink to="/staff/shift">{handover ? 'Принять смену' : 'Смена'}</PageLink>
        )}
        {permissions.includes('incidents.sort') && <PageLink to="/staff/federal">Файлы</PageLink>}
        {permissions.includes('incidents.watch') && (
          <PageLink to="/staff/monitoring-rules">Правила ленты</PageLink>
        )}
        <PageLink to="/staff/training">Учёба</PageLink>
      </span>
    </section>
  );
}
