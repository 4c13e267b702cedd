import type { ReactNode } from 'react';
import { getInitiativeRules } from '../../../shared/contract/participation/initiatives.ts';
import {
  followInitiative,
  type OpenInitiative,
  readOpenInitiative,
} from '../../../shared/contract/participation/initiatives-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import {
  initiativeStateTitles,
  initiativeVerdictTitles,
} from '../../../shared/text/participation/initiative-words.ts';
import { counted } from '../../../shared/text/plural.ts';
import { capitalise } from '../../../shared/text/words.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useFormats } from '../../lib/format.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useParam } from '../../lib/router.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { bindValue } from '../../ui/forms/fields.ts';
import { Mark, Note } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { PollDecisionPart } from '../../ui/polls/decision.tsx';
import { Section } from '../../ui/section.tsx';
import { EmptyState, Loadable } from '../../ui/states.tsx';
import { OpenThingPage, useAskedAnew } from '../parts/open-thing-page.tsx';
import { initiativeTones } from './initiative-tones.ts';
import { SupportPart } from './support-part.tsx';
import './initiatives.css';

type Rules = RouteReply<typeof getInitiativeRules>;

/** One initiative: what, where and why; who supports it is nobody's to know; what the city answered. */
export function InitiativePage(): ReactNode {
  const id = useParam('id');
  const initiative = useRoute(readOpenInitiative, { params: { id } });
  const rules = useRoute(getInitiativeRules, undefined);
  useAskedAnew(initiative.refetch);
  return (
    <OpenThingPage
      query={initiative}
      title="Инициатива"
      failed="Инициатива не загрузилась"
      unknown={
        <EmptyState
          title="Такой инициативы нет"
          action={<ButtonLink to="/initiatives">Все инициативы</ButtonLink>}
        >
          Её ещё проверяют, по ней отказано, или адрес неверный.
        </EmptyState>
      }
    >
      {(data) => (
        <>
          <PageTitle text={data.title} />
          <Loadable query={rules} failed="Порядок инициатив не загрузился">
            {(order) => <Shown initiative={data} rules={order} />}
          </Loadable>
        </>
      )}
    </OpenThingPage>
  );
}

function Shown({ initiative, rules }: { initiative: OpenInitiative; rules: Rules }): ReactNode {
  const { state, answer } = initiative;
  const district = rules.districts.find(({ id }) => id === initiative.districtId)?.title;
  return (
    <>
      <div className="question">
        <p className="small">
          <Mark tone={initiativeTones[state]}>{capitalise(initiativeStateTitles[state])}</Mark>
        </p>
        <p>
          {initiative.place}
          {district ? `. ${district}` : '. Для всего города'}
        </p>
      </div>
      <StateNote initiative={initiative} rules={rules} />
      {answer && (
        <Section
          title={`Ответ города: ${initiativeVerdictTitles[answer.verdict].toLowerCase()}`}
          className="sheet stack"
        >
          <p className="initiative__words">{answer.reason}</p>
          <p className="small">{formatDay(answer.at.slice(0, 10))}</p>
        </Section>
      )}
      {(initiative.decision || state === 'accepted') && (
        <PollDecisionPart decision={initiative.decision} afterwards="готовим документ" />
      )}
      <SupportPart initiative={initiative} rules={rules} />
      <Section title="Что предлагают" className="stack">
        <p className="initiative__words">{initiative.what}</p>
      </Section>
      <Section title="Почему это нужно" className="stack">
        <p className="initiative__words">{initiative.why}</p>
      </Section>
      <Follow initiative={initiative} />
      <p className="small">
        Инициатива — не обращение. Нужен личный официальный ответ за подписью —{' '}
        <PageLink to="/appeal">подайте обращение по 59-ФЗ</PageLink>.
      </p>
    </>
  );
}

/** What comes next, and whose move it is. */
function StateNote({ initiative, rules }: { initiative: OpenInitiative; rules: Rules }): ReactNode {
  const formats = useFormats();
  const { state, answerBy } = initiative;
  if (state === 'waiting')
    return (
      <Note>
        <p>
          <b>Пока её видите только вы.</b> Человек проверит текст в течение{' '}
          {counted(rules.lookDays, 'дня', 'дней', 'дней')}, и её увидят все.
        </p>
      </Note>
    );
  if (state === 'refused')
    return (
      <Note>
        <p>
          <b>Правило: {initiative.rule}.</b> {initiative.refusal}
        </p>
        <p>Эти слова видите только вы. Исправьте и предложите снова, если дело в тексте.</p>
      </Note>
    );
  if (state === 'reached')
    return (
      <Note>
        <p>
          <b>Поддержка набрана{initiative.reachedAt && ` ${formats.dayMonth(initiative.reachedAt)}`}.</b>{' '}
          Город ответит с обоснованием{answerBy && ` до ${formatDay(answerBy)}`}.
        </p>
      </Note>
    );
  if (state === 'ended')
    return (
      <Note>
        <p>{rules.notReached}</p>
      </Note>
    );
  return null;
}

/** Letters of what becomes of it: asked for apart from supporting. Its author has them anyway. */
function Follow({ initiative }: { initiative: OpenInitiative }): ReactNode {
  const follow = useCommand(followInitiative);
  const { mine, state } = initiative;
  const isOver = state === 'declined' || state === 'decided' || state === 'ended' || state === 'refused';
  if (mine.isAuthor || isOver) return null;
  if (mine.level === 'anonymous')
    return (
      <p className="small">
        Чтобы получать письма об инициативе или отказаться от них, <PageLink to="/me">войдите</PageLink>.
      </p>
    );
  if (!mine.hasEmail)
    return (
      <p className="small">
        Письма об инициативе идут на почту, а вы вошли по телефону. Выйдите в{' '}
        <PageLink to="/me">кабинете</PageLink> и войдите по коду на почту.
      </p>
    );
  const isOn = follow.isPending ? follow.variables?.body.isOn === true : mine.isTold;
  return (
    <CheckField
      form={bindValue(isOn, (value) =>
        follow.mutate({ params: { id: initiative.id }, body: { isOn: value } }),
      )}
      name="value"
      hint="Это не скажет никому, поддержали вы её или нет"
    >
      Написать мне, что с ней станет
    </CheckField>
  );
}
