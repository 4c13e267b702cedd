import type { ReactNode } from 'react';
import {
  getCommentRules,
  type ModerationFigures,
  type OpenCommentRules,
} from '../../../shared/contract/monitoring/moderation-open.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { formatDecimal, formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { buildUrl } from '../../lib/api.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useUrlQuery } from '../../lib/router.tsx';
import { Loadable } from '../../ui/states.tsx';
import { ActLookup } from './act-lookup.tsx';
import './comment-rules.css';

/** «Правила комментариев»: what is not allowed on the pages of the administration, how often it was applied, how to object. */
export function CommentRulesPage(): ReactNode {
  const [{ act = '' }] = useUrlQuery();
  const rules = useRoute(getCommentRules);
  return (
    <div className="reading stack comment-rules">
      <PageTitle text="Правила комментариев" />
      <Loadable query={rules} failed="Правила не загрузились">
        {(data) => (
          <>
            {act && <ActLookup key={act} number={act} />}
            <Rules data={data} />
            {!act && <ActLookup number="" />}
            <Applied figures={data.figures} />
          </>
        )}
      </Loadable>
    </div>
  );
}

function Rules({ data }: { data: OpenCommentRules }): ReactNode {
  const formats = useFormats();
  const { promise, rules, coming, appealDays } = data;
  return (
    <section className="stack stack--tight" aria-labelledby="comment-rules-list">
      <p>
        <b>{promise}</b>
      </p>
      <p>
        Комментарий на странице администрации убирают только по правилу с этой страницы. Остаётся снимок того,
        что убрано; автору говорят, какое правило нарушено. Автор может возразить{' '}
        {counted(appealDays, 'день', 'дня', 'дней')}: о возражении решает другой человек.
      </p>
      <h2 id="comment-rules-list">Правила</h2>
      {rules.length === 0 ? (
        <p>Правил сейчас нет: комментарии не убирают.</p>
      ) : (
        <ol className="comment-rules__list">
          {rules.map((rule) => (
            <Rule key={rule.number} rule={rule} since={`Действует с ${formats.date(rule.since)}`} />
          ))}
        </ol>
      )}
      {coming.length > 0 && (
        <>
          <h2>Начнут действовать</h2>
          <ol className="comment-rules__list">
            {coming.map((rule) => (
              <Rule
                key={`${rule.number} ${rule.since}`}
                rule={rule}
                since={`Начнёт действовать ${formats.date(rule.since)}`}
                isComing
              />
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

function Rule(props: {
  rule: OpenCommentRules['rules'][number];
  since: string;
  isComing?: boolean;
}): ReactNode {
  const { rule, since, isComing = false } = props;
  return (
    <li id={isComing ? undefined : `rule-${rule.number}`}>
      <h3>
        {rule.number}. {rule.title}
      </h3>
      <p>{rule.text}</p>
      <p className="small">
        {since}.{rule.needsSecond && ' Убирают, только если согласен второй человек.'} Основание:{' '}
        {rule.ground}.
      </p>
    </li>
  );
}

/** «0,3 %»: shares here are small. */
function shareOf(part: number, whole: number): string {
  return `${formatDecimal((part / whole) * 100, part / whole < 0.01 ? 2 : 1)} %`;
}

function Applied({ figures }: { figures: ModerationFigures }): ReactNode {
  const { total, appeals, rules, pages } = figures;
  return (
    <section className="stack stack--tight" aria-labelledby="comment-rules-applied">
      <h2 id="comment-rules-applied">Как применяли</h2>
      <p>
        С {formatDay(figures.from)} по {formatDay(figures.to)} на страницах администрации написали{' '}
        {counted(total.comments, 'комментарий', 'комментария', 'комментариев')}. Убрали{' '}
        {formatNumber(total.hidden)}
        {total.comments > 0 && `: ${shareOf(total.hidden, total.comments)}`}.
      </p>
      <ByRule rules={rules} />
      {pages.length > 0 && <ByPage pages={pages} />}
      <p>
        Возражений: {formatNumber(appeals.received)}. Оставлено в силе: {formatNumber(appeals.upheld)}.
        Принято: {formatNumber(appeals.granted)}, из них возвращено: {formatNumber(appeals.restored)}, вернуть
        сеть не смогла: {formatNumber(appeals.lost)}. Ждут решения: {formatNumber(appeals.open)}.
      </p>
      <p className="small">
        <a href={buildUrl(getCommentRules)}>Правила и числа набором JSON</a>
      </p>
    </section>
  );
}

function ByRule({ rules }: Pick<ModerationFigures, 'rules'>): ReactNode {
  return (
    <table className="comment-rules__table">
      <caption>По правилам</caption>
      <thead>
        <tr>
          <th scope="col">Правило</th>
          <th scope="col">Убрано</th>
        </tr>
      </thead>
      <tbody>
        {rules.map(({ number, title, hidden }) => (
          <tr key={number}>
            <th scope="row">
              {number}. {title}
            </th>
            <td>{formatNumber(hidden)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ByPage({ pages }: Pick<ModerationFigures, 'pages'>): ReactNode {
  return (
    <>
      <h3>По страницам</h3>
      <ul>
        {pages.map(({ id, title, comments, hidden }) => (
          <li key={id}>
            {title}: {counted(comments, 'комментарий', 'комментария', 'комментариев')}, убрано{' '}
            {formatNumber(hidden)}
            {comments > 0 && ` (${shareOf(hidden, comments)})`}
          </li>
        ))}
      </ul>
    </>
  );
}
