import type { ReactNode } from 'react';
import type { getOpenFigures } from '../../../shared/contract/messages/cases-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatNumber, formatPercent, formatScore } from '../../../shared/text/numbers.ts';
import { counted, nbsp, plural } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { Icon } from '../../ui/icons.tsx';
import { SkeletonLines } from '../../ui/states.tsx';

type OpenFigures = NonNullable<RouteReply<typeof getOpenFigures>['figures']>;

/** Three honest figures: each with of how many, and what is bad said beside what is good. */
export function Figures(props: { figures: OpenFigures | null }): ReactNode {
  const { figures } = props;
  if (!figures)
    return (
      <>
        <h2>За 30 дней</h2>
        <p className="muted">
          Пока наступил срок меньше чем у 30 сообщений. Цифры появятся, когда по ним можно будет судить.
        </p>
      </>
    );
  return (
    <>
      <Heading from={figures.from} to={figures.to} />
      <dl className="home-figures">
        <Solved figures={figures} />
        <OnTime figures={figures} />
        <Rating figures={figures} />
      </dl>
      <HowCounted />
    </>
  );
}

function Heading(props: { from: string; to: string }): ReactNode {
  const formats = useFormats();
  return (
    <div className="heading">
      <h2>За 30 дней</h2>
      <p className="small">
        {formats.dayMonth(props.from)} — {formats.dayMonth(props.to)}
      </p>
    </div>
  );
}

function Figure(props: { figure: string; label: string; children?: ReactNode }): ReactNode {
  return (
    <div className="home-figure">
      <dt>{props.figure}</dt>
      <dd>
        {props.label}
        {props.children}
      </dd>
    </div>
  );
}

function Solved({ figures }: { figures: OpenFigures }): ReactNode {
  const { solved, due, confirmed } = figures;
  return (
    <Figure
      figure={formatNumber(solved)}
      label={plural(solved, 'проблема решена', 'проблемы решены', 'проблем решено')}
    >
      <p className="small">
        срок наступил у{nbsp}
        {formatNumber(due)}; <span className="nowrap">подтвердили жители — {formatNumber(confirmed)}</span>
      </p>
    </Figure>
  );
}

function OnTime({ figures }: { figures: OpenFigures }): ReactNode {
  const { onTimeShare, overdue } = figures;
  return (
    <Figure figure={formatPercent(onTimeShare)} label="ответов пришли в срок">
      {overdue > 0 && (
        <p className="home-figure__late">
          <Icon name="diamond" size="small" /> {formatNumber(overdue)} просрочено
        </p>
      )}
    </Figure>
  );
}

function Rating({ figures }: { figures: OpenFigures }): ReactNode {
  const { averageRating, ratings, lowRatings } = figures;
  if (averageRating === null) return <Figure figure="—" label="оценок пока нет" />;
  return (
    <Figure figure={formatScore(averageRating)} label="из 5 — оценка жителей">
      <p className="small">
        {counted(ratings, 'оценка', 'оценки', 'оценок')}; тройку и ниже поставили{' '}
        {counted(lowRatings, 'человек', 'человека', 'человек')}
      </p>
    </Figure>
  );
}

function HowCounted(): ReactNode {
  return (
    <details className="home-how">
      <summary>Как мы считаем</summary>
      <div className="stack stack--tight">
        <p>
          <b>Решено</b> — исполнитель сделал работу и ответ утверждён. Сколько из них подтвердили сами жители,
          сказано отдельно: молчание за согласие не считаем.
        </p>
        <p>
          <b>В срок</b> — доля ответов, пришедших не позже обещанной даты, среди всех сообщений, у которых эта
          дата наступила. Неотвеченные входят в число опоздавших.
        </p>
        <p>
          <b>Оценка</b> — среднее всех оценок, низких тоже. Присоединённые повторы не считаются дважды.
        </p>
      </div>
    </details>
  );
}

export function FiguresSkeleton(): ReactNode {
  return (
    <>
      <h2>За 30 дней</h2>
      <SkeletonLines lines={3} height="2.5rem" label="Загружаем цифры…" />
    </>
  );
}
