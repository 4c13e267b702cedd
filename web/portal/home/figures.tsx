import type { ReactNode } from 'react';
import { periodTitle } from '../../../shared/charts/times.ts';
import type { PublicFigures } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { formatNumber, formatPercent, formatScore } from '../../../shared/text/numbers.ts';
import { counted, nbsp, plural } from '../../../shared/text/plural.ts';
import { Icon } from '../../ui/icons.tsx';
import { SkeletonLines } from '../../ui/states.tsx';

/** Fewer terms than this say nothing of a city. */
const LEAST = 30;

/** Three honest figures of the last month: each with of how many, and what is bad said beside what is good. */
export function Figures({ figures }: { figures: PublicFigures }): ReactNode {
  const { period, total } = figures;
  const { due } = total.counts;
  if (!period || typeof due !== 'number' || due < LEAST)
    return (
      <>
        <h2>За месяц</h2>
        <p className="muted">
          {period
            ? `За ${periodTitle(period)} наступило меньше ${LEAST} сроков: судить ещё не по чему.`
            : 'Первый месяц ещё не опубликован. Цифры появятся в понедельник после его конца.'}
        </p>
      </>
    );
  return (
    <>
      <div className="heading">
        <h2>За месяц</h2>
        <p className="small">{periodTitle(period)}</p>
      </div>
      <dl className="home-figures">
        <Solved figures={figures} />
        <OnTime figures={figures} />
        <Rating figures={figures} />
      </dl>
      <HowCounted />
    </>
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

function Solved({ figures: { total } }: { figures: PublicFigures }): ReactNode {
  const { solved, answered, saidSolved } = total.counts;
  if (typeof solved !== 'number') return <Figure figure="скрыто" label="проблем решено" />;
  return (
    <Figure
      figure={formatNumber(solved)}
      label={plural(solved, 'проблема решена', 'проблемы решены', 'проблем решено')}
    >
      <p className="small">
        {typeof answered === 'number' && <>дано {counted(answered, 'ответ', 'ответа', 'ответов')}; </>}
        <span className="nowrap">
          «решено» сказали{nbsp}— {typeof saidSolved === 'number' ? formatNumber(saidSolved) : 'скрыто'}
        </span>
      </p>
    </Figure>
  );
}

function OnTime({ figures: { total, overdue } }: { figures: PublicFigures }): ReactNode {
  const share = total.onTimeShare;
  return (
    <Figure figure={typeof share === 'number' ? formatPercent(share) : 'скрыто'} label="сроков сдержано">
      {typeof overdue === 'number' && overdue > 0 && (
        <p className="home-figure__late">
          <Icon name="diamond" size="small" /> {formatNumber(overdue)} просрочено на конец месяца
        </p>
      )}
    </Figure>
  );
}

function Rating({ figures: { total } }: { figures: PublicFigures }): ReactNode {
  const { averageRating } = total;
  const { rated, ratedWell } = total.counts;
  if (averageRating === null) return <Figure figure="—" label="оценок за месяц нет" />;
  if (averageRating === 'hidden' || typeof rated !== 'number' || typeof ratedWell !== 'number')
    return <Figure figure="скрыто" label="оценка жителей: по ней узнали бы, кто поставил" />;
  return (
    <Figure figure={formatScore(averageRating)} label="из 5 — оценка жителей">
      <p className="small">
        {counted(rated, 'оценка', 'оценки', 'оценок')}; тройку и ниже поставили{' '}
        {counted(rated - ratedWell, 'человек', 'человека', 'человек')}
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
          <b>Решено</b> — исполнитель сделал работу и ответ утверждён. Сколько жителей сами сказали «решено»,
          сказано отдельно: молчание за согласие не считаем.
        </p>
        <p>
          <b>Сроков сдержано</b> — доля ответов не позже обещанной даты среди всех сообщений, у которых эта
          дата наступила в месяце. Неотвеченные входят в число опоздавших.
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
      <h2>За месяц</h2>
      <SkeletonLines lines={3} height="2.5rem" label="Загружаем цифры…" />
    </>
  );
}
