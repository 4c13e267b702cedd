import type { ReactNode } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import type { PageWeek } from '../../../../shared/contract/pages/register-week.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { lackOf, missedWords, weekWords } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { usePermission } from '../../../lib/session.ts';
import { Mark, Status } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';
import { ImposedWords, useImposedShares } from '../gospubliki/imposed-share.tsx';
import { WeekNorm, weekTones } from './page-marks.tsx';

const standing = {
  stood: 'стоит',
  fresh: 'сутки не прошли',
  removed: 'снята раньше суток, не в счёт',
} as const;

/** The week of a page: by day, what came out, the weeks before. */
export function WeekPart({ card }: { card: PageCard }): ReactNode {
  const formats = useFormats();
  const shares = useImposedShares();
  const mayWrite = usePermission('publications.keep');
  const { week, weeks, posts } = card;
  const over = weeks.slice(1);
  return (
    <Section title="Неделя" isSmall className="page-pane__part">
      <p>
        <WeekNorm week={week} />
      </p>
      {week.state === 'warned' && (
        <p>
          <Status tone="warning">
            Мало для этого дня: до нормы {counted(lackOf(week), 'публикация', 'публикации', 'публикаций')}.
          </Status>{' '}
          {mayWrite && (
            <PageLink to="/staff/publications" search={{ write: card.id }}>
              Написать
            </PageLink>
          )}
        </p>
      )}
      <Days week={week} />
      <ImposedWords shares={shares} pageId={card.id} />
      {posts.length > 0 && (
        <ul className="page-pane__posts">
          {posts.map(({ id, postedAt, url, start, views, counts }) => (
            <li key={id}>
              <span className="muted small">
                {formats.short(postedAt)} · {standing[counts]}
                {views !== null && ` · ${counted(views, 'просмотр', 'просмотра', 'просмотров')}`}
              </span>
              <span>{url ? <OutLink href={url}>{start || 'Без слов'}</OutLink> : start || 'Без слов'}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="muted small">{missedWords(over)}</p>
      <ol className="page-pane__weeks" aria-label="Прежние недели">
        {over.map((one) => (
          <li key={one.from}>
            <span className="muted small nowrap">
              {formatDay(one.from).slice(0, 5)}–{formatDay(one.to).slice(0, 5)}
            </span>{' '}
            <Mark tone={weekTones[one.state]}>{weekWords(one, { isOver: true })}</Mark>
          </li>
        ))}
      </ol>
    </Section>
  );
}

const weekdays = ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'] as const;

function Days({ week }: { week: PageWeek }): ReactNode {
  if (week.days.length === 0) return null;
  return (
    <ol className="page-pane__days" aria-label="Публикации по дням">
      {week.days.map(({ day, stood, fresh }, at) => (
        <li key={day}>
          <span className="muted small">{weekdays[at]}</span>
          <b>{stood + fresh > 0 ? `${stood}${fresh > 0 ? `+${fresh}` : ''}` : '·'}</b>
        </li>
      ))}
    </ol>
  );
}
