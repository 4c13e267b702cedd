import type { ReactNode } from 'react';
import { describeChart } from '../../../../shared/charts/chart-words.ts';
import { weekChart } from '../../../../shared/charts/week-charts.ts';
import type { HeadTile, headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { daysBetween, formatDay, localDay } from '../../../../shared/text/dates.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useZone } from '../../../lib/session.ts';
import { Sparkline } from '../../../ui/chart/chart.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { tellMonth, tileWords } from './head-words.ts';

export type Sheet = RouteReply<typeof headSheet>;

/** Four numbers: now, the line of twelve weeks, and against a month ago. */
export function Tiles({ sheet }: { sheet: Sheet }): ReactNode {
  return (
    <ul className="head-tiles" aria-label="Главные числа">
      {sheet.tiles.map((tile) => (
        <Tile key={tile.id} tile={tile} sheet={sheet} />
      ))}
    </ul>
  );
}

function Tile({ tile, sheet }: { tile: HeadTile; sheet: Sheet }): ReactNode {
  const { title, measure, href, isOfMonth } = tileWords[tile.id];
  const words = title(tile.value ?? 0);
  const chart = weekChart(words, sheet.weeks, { values: tile.course, measure });
  const month = tellMonth(tile);
  return (
    <li className="head-tile">
      <span className="head-tile__row">
        <PageLink to={href} search={isOfMonth ? sheet.month : {}} className="head-tile__figure">
          {tile.value === null ? '—' : measure.write(tile.value)}
          <span className="aloud"> {words}</span>
        </PageLink>
        {tile.course.filter((value) => value !== null).length > 1 && (
          <Sparkline chart={chart} label={describeChart(chart)} />
        )}
      </span>
      <span aria-hidden="true">{words}</span>
      {month ? (
        <span className={`small head-tile__month ${month.isGood ? 'tone-ok' : 'tone-warning'}`}>
          {month.change !== 0 && <Icon name={month.change > 0 ? 'up' : 'down'} size="small" />} {month.words}
        </span>
      ) : (
        <span className="small muted">месяц назад данных нет</span>
      )}
    </li>
  );
}

/** What residents were promised: the day, the matter, how long it is to it. */
export function Promises({ sheet }: { sheet: Sheet }): ReactNode {
  const today = localDay(sheet.countedAt, useZone());
  return (
    <Section title="Обещали жителям" isSmall>
      {sheet.promises.length === 0 ? (
        <p className="muted">Обещаний со сроком нет.</p>
      ) : (
        <ul className="head-lines head-lines--dated">
          {sheet.promises.map(({ caseNumber, title, until, isBroken }) => (
            <li key={caseNumber}>
              <b className={isBroken ? 'tone-danger' : undefined}>{formatDay(until).slice(0, 5)}</b>
              <PageLink to={caseHref(caseNumber)}>{title}</PageLink>
              <span className={isBroken ? 'small tone-danger' : 'small muted'}>
                {tellDistance(daysBetween(today, until))}
              </span>
            </li>
          ))}
        </ul>
      )}
      <p className="small head-more">
        <PageLink to="/staff/promises">Все обещания</PageLink>
      </p>
    </Section>
  );
}

function tellDistance(days: number): string {
  if (days === 0) return 'сегодня';
  const words = counted(Math.abs(days), 'день', 'дня', 'дней');
  return days > 0 ? `через ${words}` : `срок прошёл ${words} назад`;
}

/** Where the stock grew or fell in a month. */
export function Changes({ sheet }: { sheet: Sheet }): ReactNode {
  return (
    <Section title="Изменилось за месяц" isSmall>
      {sheet.changes.length === 0 ? (
        <p className="muted">Заметных изменений нет.</p>
      ) : (
        <ul className="head-lines">
          {sheet.changes.map(({ district, block, title, open, before }) => (
            <li key={`${district} ${block}`}>
              <PageLink to="/staff/cases" search={{ districtId: district, block, stage: 'open' }}>
                {title}
              </PageLink>
              <span className={`nowrap deadline-words ${open > before ? 'tone-warning' : 'tone-ok'}`}>
                <Icon name={open > before ? 'up' : 'down'} size="small" />
                {formatNumber(Math.abs(open - before))}, {open > before ? 'хуже' : 'лучше'}
                <span className="aloud">
                  : было {formatNumber(before)}, стало {formatNumber(open)}, {formatChange(open - before)}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** The next meeting and how the decisions of the last one are carried out. */
export function Group({ sheet: { meeting, decisions } }: { sheet: Sheet }): ReactNode {
  return (
    <Section title="Рабочая группа" isSmall>
      {meeting ? (
        <p>
          <b className="head-meeting">
            {formatDay(meeting.day)}, {meeting.time}
          </b>
          <br />
          {meeting.place && `${meeting.place}. `}
          <PageLink to={`/staff/working-group/meetings/${meeting.id}`}>
            Повестка: {counted(meeting.items, 'вопрос', 'вопроса', 'вопросов')}
          </PageLink>
        </p>
      ) : (
        <p className="muted">Следующее заседание не назначено.</p>
      )}
      {decisions && (
        <p>
          <PageLink to="/staff/assignments" search={{ view: 'all', meeting: decisions.meetingId }}>
            Поручения протокола № {decisions.number}
          </PageLink>
          : выполнено {formatNumber(decisions.done)} из {formatNumber(decisions.total)}
          {decisions.cancelled > 0 && `, снято ${formatNumber(decisions.cancelled)}`}
        </p>
      )}
    </Section>
  );
}
