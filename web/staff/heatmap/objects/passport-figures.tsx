import type { ReactNode } from 'react';
import type { Passport } from '../../../../shared/contract/heatmap/objects.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted, plural } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { StatTile } from '../../../ui/figures.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { casesHref } from '../../base/parts/object-words.ts';
import { MonthBars } from './month-bars.tsx';

/** How many, what of it is open, what was answered and solved, and how it grew. Each number opens its list. */
export function PassportFigures({ passport }: { passport: Passport }): ReactNode {
  const { object, counts, months } = passport;
  const formats = useFormats();
  const list = (count: number, words: string, more: Record<string, string> = {}) => (
    <PageLink to={casesHref({ object: object.key, ...more })} aria-label={`${words}: ${formatNumber(count)}`}>
      {formatNumber(count)}
    </PageLink>
  );
  return (
    <>
      <dl className="passport__figures">
        <StatTile
          figure={list(counts.total, 'Всего дел')}
          label={plural(counts.total, 'дело', 'дела', 'дел')}
          note={`от ${counted(counts.people, 'жителя', 'жителей', 'жителей')}`}
        />
        <StatTile
          figure={list(counts.open, 'Открыто', { stage: 'open' })}
          label="открыто"
          note={
            counts.overdue > 0 ? (
              <PageLink to={casesHref({ object: object.key, overdue: 'yes' })} className="tone-danger">
                ◆ просрочено {formatNumber(counts.overdue)}
              </PageLink>
            ) : (
              'просроченных нет'
            )
          }
        />
        <StatTile
          figure={list(counts.solved, 'Решено', { outcome: 'solved' })}
          label="решено"
          note={
            counts.answered > 0
              ? `${formatPercent(counts.solved / counts.answered)} из ${formatNumber(counts.answered)} с ответом`
              : 'ответов ещё нет'
          }
        />
        <StatTile
          figure={formatNumber(counts.reopened)}
          label="возвращали в работу"
          note={passport.lastAt ? `последнее дело ${formats.date(passport.lastAt)}` : undefined}
        />
      </dl>
      <Section title="По месяцам">
        <MonthBars months={months} />
      </Section>
    </>
  );
}
