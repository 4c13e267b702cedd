import { type ReactNode, useState } from 'react';
import {
  getRecommendation,
  type RecommendationCard,
} from '../../../../shared/contract/group/recommendations.ts';
import { formatDay, localDay } from '../../../../shared/text/dates.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ApplyDialog, DecideDialog, RecommendationDialog } from './recommendation-dialogs.tsx';
import { indicatorTitles, sideWords, stateWords, verdictWords } from './recommendation-words.ts';
import '../../base/parts/desk.css';
import './recommendations.css';

type Open = 'change' | 'accept' | 'decline' | 'apply' | null;

/** One recommendation: grounds, decision, what the numbers say before and after. */
export function RecommendationPage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(getRecommendation, { params: { id } });
  const [open, setOpen] = useState<Open>(null);
  const can = data.data?.can ?? [];
  useHotkeys(
    'Рекомендация',
    [
      ...(can.includes('decide')
        ? [{ keys: 'KeyP' as const, label: 'Принять', run: () => setOpen('accept') }]
        : []),
      ...(can.includes('apply')
        ? [{ keys: 'KeyP' as const, label: 'Применяется', run: () => setOpen('apply') }]
        : []),
    ],
    { active: open === null },
  );
  return (
    <StaffPage
      title="Рекомендация"
      hasFinder
      crumbs={<Crumbs />}
      actions={
        <>
          {can.includes('decide') && (
            <>
              <Button kind="primary" hint="KeyP" onClick={() => setOpen('accept')}>
                Принять
              </Button>
              <Button onClick={() => setOpen('decline')}>Отклонить</Button>
            </>
          )}
          {can.includes('apply') && (
            <Button kind="primary" hint="KeyP" onClick={() => setOpen('apply')}>
              Применяется
            </Button>
          )}
          {can.includes('change') && <Button onClick={() => setOpen('change')}>Изменить</Button>}
        </>
      }
    >
      <div className="desk">
        <Loadable query={data} failed="Рекомендация не загрузилась">
          {(card) => (
            <>
              <Card card={card} />
              {open === 'change' && <RecommendationDialog card={card} onClose={() => setOpen(null)} />}
              {(open === 'accept' || open === 'decline') && (
                <DecideDialog card={card} accept={open === 'accept'} onClose={() => setOpen(null)} />
              )}
              {open === 'apply' && <ApplyDialog card={card} onClose={() => setOpen(null)} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

function Card({ card }: { card: RecommendationCard }): ReactNode {
  const formats = useFormats();
  const topics = useTopics();
  const { label, tone } = stateWords[card.state];
  return (
    <>
      <PageTitle text={card.title} />
      <p>
        <Mark tone={tone}>{label}</Mark>
      </p>
      <section className="desk__sheet" aria-label="Что рекомендуется">
        <p>{card.text}</p>
        <Facts
          facts={[
            ['Кому', card.addressee],
            ['Предложил(а)', `${card.proposedBy}, ${formats.dateTime(card.proposedAt)}`],
            ...(card.decidedBy && card.decidedAt
              ? [['Решил(а)', `${card.decidedBy}, ${formats.dateTime(card.decidedAt)}`] as const]
              : []),
            ...(card.declineReason ? [['Почему отклонена', card.declineReason] as const] : []),
            ...(card.appliedOn
              ? [
                  [
                    'Применяется',
                    [`с ${formatDay(card.appliedOn)}`, card.appliedNote].filter(Boolean).join('. '),
                  ] as const,
                ]
              : []),
            [
              'Измеряется',
              `${topics?.block(card.block)?.title ?? 'все сферы'}, ${card.weeks} нед. до и после`,
            ],
            ['Показатели', card.indicators.map((one) => indicatorTitles[one]).join(', ')],
          ]}
        />
      </section>
      <Section title="Основания" className="desk__sheet">
        <ul>
          {card.evidence.map(({ title, figure, href }) => (
            <li key={title}>
              {href ? <PageLink to={href}>{title}</PageLink> : title}
              {figure && <b> {figure}</b>}
            </li>
          ))}
        </ul>
      </Section>
      <EffectPart card={card} />
    </>
  );
}

function EffectPart({ card }: { card: RecommendationCard }): ReactNode {
  const { effect, measureOn } = card;
  const today = localDay(Date.now(), useZone());
  if (!effect)
    return measureOn ? (
      <p className="muted">
        Эффект посчитается {measureOn > today ? formatDay(measureOn) : 'ближайшей ночью'}, сам.
      </p>
    ) : null;
  return (
    <Section title="Эффект" className="stack stack--tight">
      <DeskTable
        caption="Показатели до и после"
        rows={effect.lines}
        rowKey={({ indicator }) => indicator}
        columns={[
          {
            id: 'name',
            head: 'Показатель',
            isName: true,
            cell: ({ indicator }) => indicatorTitles[indicator],
          },
          {
            id: 'before',
            head: `До: ${formatDay(effect.before.from)}–${formatDay(effect.before.to)}`,
            cell: (line) => sideWords(line.indicator, line.before),
          },
          {
            id: 'after',
            head: `После: ${formatDay(effect.after.from)}–${formatDay(effect.after.to)}`,
            cell: (line) => sideWords(line.indicator, line.after),
          },
          {
            id: 'verdict',
            head: 'Вывод',
            cell: ({ verdict }) => (
              <Mark tone={verdictWords[verdict].tone}>{verdictWords[verdict].label}</Mark>
            ),
          },
        ]}
        empty={null}
      />
      <p className="muted small">
        Сравнение до и после не доказывает причину: на числа влияют и сезон, и другие перемены. «В пределах
        случайности» — такая разница бывает сама собой.
      </p>
    </Section>
  );
}
