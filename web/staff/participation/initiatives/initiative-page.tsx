import type { ReactNode } from 'react';
import {
  getInitiativeRules,
  type InitiativeCard,
  readInitiative,
} from '../../../../shared/contract/participation/initiatives.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import {
  countedSupports,
  initiativeStateTitles,
  initiativeVerdictTitles,
  isShownToAll,
  supportWords,
} from '../../../../shared/text/participation/initiative-words.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PollDecisionPart } from '../../../ui/polls/decision.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { HistoryPart } from '../../base/parts/history-part.tsx';
import { LedPage, WaitsNote } from '../parts/led-page.tsx';
import { initiativeBar, initiativeMarks } from './initiative-acts.ts';
import { InitiativeDialog } from './initiative-dialogs.tsx';

/** One initiative: what was proposed and how everybody will read it, whose move it is, what the city answered. */
export function InitiativePage(): ReactNode {
  const id = useParam('id');
  const data = useRoute(readInitiative, { params: { id } }, { refreshEvery: 30_000 });
  return (
    <LedPage
      title="Инициатива"
      query={data}
      failed="Инициатива не загрузилась"
      unknown={
        <EmptyState
          title="Такой инициативы нет"
          action={<ButtonLink to="/staff/initiatives">К инициативам</ButtonLink>}
        />
      }
      bar={initiativeBar}
      dialog={(card, act, close) => <InitiativeDialog card={card} act={act} onClose={close} />}
    >
      {(card) => <Initiative card={card} />}
    </LedPage>
  );
}

function Initiative({ card }: { card: InitiativeCard }): ReactNode {
  return (
    <>
      <PageTitle text={card.title} />
      <p className="cluster">
        <Mark tone={initiativeMarks[card.state]}>{initiativeStateTitles[card.state]}</Mark>
        {card.threshold !== null && <span className="muted">{supportWords(card)}</span>}
      </p>
      <WaitsNote words={waitsFor(card)} followers={card.followers} />
      {card.answer && (
        <Section
          title={`Ответ города: ${initiativeVerdictTitles[card.answer.verdict].toLowerCase()}`}
          isSmall
          className="desk__sheet"
        >
          <p>{card.answer.reason}</p>
          <p className="muted small">{card.answer.by}</p>
        </Section>
      )}
      {card.decision && <PollDecisionPart decision={card.decision} afterwards="" />}
      <AboutPart card={card} />
      {card.state === 'waiting' && <ShownPart card={card} />}
      {card.history.length > 0 && (
        <HistoryPart label="Что делали с инициативой" history={card.history} className="desk__sheet" />
      )}
    </>
  );
}

/** What comes next and whose move it is. */
function waitsFor({ state, dueOn, isLate, rule, refusal }: InitiativeCard): string | null {
  const due = dueOn ? `${isLate ? 'Срок прошёл' : 'До'} ${formatDay(dueOn)}. ` : '';
  switch (state) {
    case 'waiting':
      return `${due}Прочтите и покажите всем или откажите по правилу, словами для автора.`;
    case 'reached':
      return `${due}Голосов хватило: город отвечает с обоснованием, его прочтут все.`;
    case 'accepted':
      return 'Принята. Запишите, что город с этим сделал: решение, документ и адрес.';
    case 'refused':
      return `Правило: ${rule}. ${refusal}`;
    default:
      return null;
  }
}

function AboutPart({ card }: { card: InitiativeCard }): ReactNode {
  const formats = useFormats();
  const { data: rules } = useRoute(getInitiativeRules, undefined);
  const titleOf = (id: string): string =>
    rules?.districts.find((one) => one.id === id)?.title ?? 'не сказали';
  return (
    <Section title="Что предлагают" isSmall className="desk__sheet">
      <Facts
        facts={[
          ['Что сделать', card.what],
          ['Где', card.place],
          ['Для кого', card.districtId === null ? 'весь город' : titleOf(card.districtId)],
          ['Почему', card.why],
          ['Предложена', formats.dateTime(card.madeAt)],
          ...(card.closesAt ? [['Собирает до', formats.dateTime(card.closesAt)] as const] : []),
          ...(card.reachedAt ? [['Набрала', formats.dateTime(card.reachedAt)] as const] : []),
          ...(card.byDistrict.length > 0
            ? [
                [
                  'Где живут',
                  card.byDistrict
                    .map(
                      ({ id, count }) =>
                        `${titleOf(id)}: ${count === null ? 'мало' : countedSupports(count)}`,
                    )
                    .join('; '),
                ] as const,
              ]
            : []),
        ]}
      />
      {isShownToAll(card.state) && (
        <p>
          <a href={`/initiatives/${card.id}`}>Как это видят жители</a>
        </p>
      )}
    </Section>
  );
}

/** Before it is let out: the same words without names and numbers of people. */
function ShownPart({ card }: { card: InitiativeCard }): ReactNode {
  const { shown, personal } = card;
  return (
    <Section title="Как увидят все" isSmall className="desk__sheet">
      <p>
        {personal > 0 ? (
          <Mark tone="warning">Скрыто сведений о людях: {personal}. Проверьте, не осталось ли имён.</Mark>
        ) : (
          'Сведений о людях не нашлось. Имена, которых программа не знает, видно только глазами.'
        )}
      </p>
      <p>
        <b>{shown.title}</b>
      </p>
      <p>{shown.what}</p>
      <p>{shown.place}</p>
      <p>{shown.why}</p>
    </Section>
  );
}
