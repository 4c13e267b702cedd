import { type ReactNode, useState } from 'react';
import { listPractices, type PracticeRow } from '../../../../shared/contract/group/practices.ts';
import {
  listRecommendations,
  type RecommendationRow,
  recommendationStates,
} from '../../../../shared/contract/group/recommendations.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { NumberedPages } from '../../base/parts/list-pages.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { PracticeDialog } from './practice-dialogs.tsx';
import { RecommendationDialog } from './recommendation-dialogs.tsx';
import { recommendationParts } from './recommendation-parts.ts';
import { practiceHref, recommendationHref, stateWords, verdictWords } from './recommendation-words.ts';
import '../../base/parts/desk.css';
import './recommendations.css';

/** «Рекомендации»: what is proposed to whom and what it gave; practices others may repeat. */
export function RecommendationsPage(): ReactNode {
  const [query] = useUrlQuery();
  const view = recommendationParts.find(({ value }) => value === query.view)?.value ?? 'recommendations';
  return (
    <StaffPage
      title="Рекомендации"
      hasFinder
      bar={
        <SegmentedLinks
          label="Части раздела"
          links={recommendationParts.map(({ value, label }) => ({
            to: '/staff/recommendations',
            ...(value !== 'recommendations' && { search: { view: value } }),
            label,
            current: value === view,
          }))}
        />
      }
    >
      {view === 'recommendations' ? <RecommendationsPart /> : <PracticesPart />}
    </StaffPage>
  );
}

function RecommendationsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const state = recommendationStates.find((one) => one === query.state);
  const page = Number(query.page) || 1;
  const data = useRoute(listRecommendations, { query: { ...(state && { state }), page } });
  // Another screen proposes one on a ground of its own: «К рекомендации» of a conflict.
  const ground = query.ground
    ? { title: query.ground, figure: query.figure ?? '', href: query.href ?? '' }
    : null;
  const [isOpen, setOpen] = useState(ground !== null);
  const close = () => {
    setOpen(false);
    if (ground) change({ ground: '', figure: '', href: '' }, { replace: true });
  };
  const topics = useTopics();
  const formats = useFormats();
  useRowKeys('Рекомендации', 'a.recommendations__name');
  const mayPropose = data.data?.can.includes('propose') ?? false;
  useHotkeys(
    'Рекомендации',
    mayPropose ? [{ keys: 'KeyA', label: 'Предложить рекомендацию', run: () => setOpen(true) }] : [],
    { active: !isOpen },
  );
  return (
    <div className="desk">
      <div className="desk__filters">
        {data.data && (
          <FilterSelect
            form={bindFields({ state: state ?? '' }, (patch) => change({ ...patch, page: '' }))}
            name="state"
            label="Состояние"
            none="любое"
            choices={recommendationStates.map((one) => ({
              value: one,
              label: `${stateWords[one].label}: ${data.data.counts[one] ?? 0}`,
            }))}
          />
        )}
        {mayPropose && (
          <Button kind="primary" hint="KeyA" onClick={() => setOpen(true)}>
            Предложить
          </Button>
        )}
      </div>
      <Loadable query={data} failed="Рекомендации не загрузились">
        {(list) => (
          <>
            <DeskTable<RecommendationRow>
              caption="Рекомендации"
              rows={list.rows}
              rowKey={({ id }) => id}
              columns={[
                {
                  id: 'title',
                  head: 'Рекомендация',
                  isName: true,
                  cell: ({ id, title }) => (
                    <PageLink className="recommendations__name" to={recommendationHref(id)}>
                      {title}
                    </PageLink>
                  ),
                },
                {
                  id: 'block',
                  head: 'Сфера',
                  cell: ({ block }) => topics?.block(block)?.shortTitle ?? 'все',
                },
                { id: 'to', head: 'Кому', cell: ({ addressee }) => addressee },
                {
                  id: 'from',
                  head: 'Предложена',
                  cell: ({ proposedBy, proposedAt }) => `${formats.date(proposedAt)}, ${proposedBy}`,
                },
                { id: 'state', head: 'Состояние', cell: (row) => <StateCell row={row} /> },
              ]}
              empty={
                <EmptyState title="Рекомендаций нет">
                  Предложите первую: с основаниями и показателем, по которому будет видно, помогла ли она.
                </EmptyState>
              }
            />
            <NumberedPages label="Страницы рекомендаций" page={page} list={list} onPage={change} />
            <p className="muted small">Основание: {list.legal}.</p>
            {isOpen && mayPropose && (
              <RecommendationDialog offered={list.offered} ground={ground} onClose={close} />
            )}
          </>
        )}
      </Loadable>
    </div>
  );
}

function StateCell({ row }: { row: RecommendationRow }): ReactNode {
  const { label, tone } = stateWords[row.state];
  return (
    <span className="cluster">
      <Mark tone={tone}>{label}</Mark>
      {row.measureOn && <span className="muted small">эффект — {formatDay(row.measureOn)}</span>}
      {row.effect?.lines.map(({ indicator, verdict }) => (
        <Mark key={indicator} tone={verdictWords[verdict].tone}>
          {verdictWords[verdict].label}
        </Mark>
      ))}
    </span>
  );
}

function PracticesPart(): ReactNode {
  const data = useRoute(listPractices, {});
  const [isOpen, setOpen] = useState(false);
  const topics = useTopics();
  useRowKeys('Практики', 'a.recommendations__name');
  const mayAdd = data.data?.can.includes('add') ?? false;
  useHotkeys(
    'Практики',
    mayAdd ? [{ keys: 'KeyA', label: 'Записать практику', run: () => setOpen(true) }] : [],
    { active: !isOpen },
  );
  return (
    <div className="desk">
      {mayAdd && (
        <div className="desk__filters">
          <Button kind="primary" hint="KeyA" onClick={() => setOpen(true)}>
            Записать практику
          </Button>
        </div>
      )}
      <Loadable query={data} failed="Практики не загрузились">
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="Практик пока нет">
              Запишите то, что помогло: проблему, действие, результат в числах и шаги, чтобы повторили другие.
            </EmptyState>
          ) : (
            <ul className="desk__list" aria-label="Практики">
              {rows.map((row: PracticeRow) => (
                <li key={row.id} className="desk__sheet">
                  <h2 className="recommendations__title">
                    <PageLink className="recommendations__name" to={practiceHref(row.id)}>
                      {row.title}
                    </PageLink>
                  </h2>
                  <span className="muted">
                    {[topics?.block(row.block)?.title, row.owner].filter(Boolean).join(' · ')}
                  </span>
                  <span>{row.problem}</span>
                  <span>
                    <b>Результат:</b> {row.result}
                  </span>
                  <span className="muted">
                    {counted(row.steps, 'шаг', 'шага', 'шагов')}, переняли{' '}
                    {counted(row.adopted, 'раз', 'раза', 'раз')}
                  </span>
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
      {isOpen && <PracticeDialog onClose={() => setOpen(false)} />}
    </div>
  );
}
