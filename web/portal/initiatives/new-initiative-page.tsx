import { type ReactNode, useState } from 'react';
import { getInitiativeRules } from '../../../shared/contract/participation/initiatives.ts';
import { proposeInitiative } from '../../../shared/contract/participation/initiatives-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { findProposalObstacle } from '../../../shared/text/participation/proposal-levels.ts';
import { counted } from '../../../shared/text/plural.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { useGo } from '../../lib/router.tsx';
import { CheckField, SelectField } from '../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { Loadable } from '../../ui/states.tsx';
import { SignInHere } from '../parts/sign-in-here.tsx';
import { useWish } from '../parts/use-wish.ts';
import './initiatives.css';

type Rules = RouteReply<typeof getInitiativeRules>;

interface Initiative {
  title: string;
  what: string;
  place: string;
  districtId: string | null;
  why: string;
  isOfAge: boolean;
  /** Made with the draft: the same sent twice is one. */
  clientKey: string;
  /** The person has pressed the button and is signing in. */
  isWished: boolean;
}

/** «Новая инициатива»: what, where, why; the order of it is said before. */
export function NewInitiativePage(): ReactNode {
  const rules = useRoute(getInitiativeRules, undefined);
  return (
    <div className="reading initiative-new">
      <PageTitle text="Новая инициатива" />
      <Loadable query={rules} failed="Порядок инициатив не загрузился">
        {(data) => <Writing rules={data} />}
      </Loadable>
    </div>
  );
}

function useWriting(rules: Rules) {
  const [empty] = useState<Initiative>(() => ({
    title: '',
    what: '',
    place: '',
    districtId: null,
    why: '',
    isOfAge: false,
    clientKey: makeRandomKey(),
    isWished: false,
  }));
  const go = useGo();
  const draft = useDraft<Initiative>('initiative', empty);
  const obstacle = findProposalObstacle({ kind: 'initiative', level: rules.level }, rules.mine.level);
  const propose = useCommand(proposeInitiative, {
    onDone: ({ id }) => {
      draft.clear();
      announce('Инициатива принята: её проверит человек');
      void go(`/initiatives/${id}`);
    },
  });
  const send = ({ isWished: _, ...values }: Initiative): void => propose.mutate({ body: values });
  const form = useForm<Initiative>({
    draft,
    commands: propose,
    check: ({ title, what, place, why, isOfAge }) => ({
      title: title.trim().length < 10 && 'Назовите инициативу: что сделать, одной строкой',
      what: what.trim().length < 20 && 'Напишите, что сделать: двух-трёх предложений хватит',
      place: place.trim().length < 3 && 'Напишите, где',
      why: why.trim().length < 20 && 'Напишите, почему это нужно',
      isOfAge: !isOfAge && `Отметьте, что вам есть ${rules.minAge} лет`,
    }),
    send: (values) => (obstacle === null ? send(values) : draft.change({ isWished: true })),
  });
  useWish(draft.value.isWished && obstacle === null && !propose.isPending, () => {
    draft.change({ isWished: false });
    send(draft.value);
  });
  return { form, obstacle, isWished: draft.value.isWished };
}

function Writing({ rules }: { rules: Rules }): ReactNode {
  const { form, obstacle, isWished } = useWriting(rules);
  const isSigningIn = isWished && obstacle !== null;
  return (
    <>
      <Order rules={rules} />
      <Form
        form={form}
        label="Новая инициатива"
        isListed
        failed={{ title: 'Инициатива не отправлена', kept: 'Написанное сохранено на этом устройстве.' }}
        actions={
          <div className="stack">
            {!isSigningIn && (
              <SendButton form={form} size="main" wide>
                Отправить на проверку
              </SendButton>
            )}
            <p className="small">
              {obstacle && `${obstacle} `}Имени и контакта никто не увидит. Имена и телефоны из текста скроем.
            </p>
          </div>
        }
      >
        <TextField form={form} name="title" label="Что сделать, одной строкой" maxLength={150} />
        <LongTextField form={form} name="what" label="Подробнее: что именно" rows={4} maxLength={3000} />
        <TextField form={form} name="place" label="Где" maxLength={200} />
        <SelectField
          form={form}
          name="districtId"
          orNull
          label="Для кого"
          none="для всего города"
          choices={rules.districts.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <LongTextField form={form} name="why" label="Почему это нужно" rows={4} maxLength={3000} />
        <CheckField form={form} name="isOfAge">
          Мне есть {rules.minAge} лет
        </CheckField>
      </Form>
      {isSigningIn && (
        <SignInHere
          id="initiative-sign-in"
          level={rules.level}
          words={`${obstacle} Имя и контакт никто на странице инициативы не увидит.`}
          next="/initiatives/new"
        />
      )}
    </>
  );
}

/** What happens to it, before it is written. */
function Order({ rules }: { rules: Rules }): ReactNode {
  const { city, district, lookDays, answerDays } = rules;
  const days = (count: number) => counted(count, 'дня', 'дней', 'дней');
  const voices = (count: number) => counted(count, 'голос', 'голоса', 'голосов');
  return (
    <section className="sheet stack" aria-labelledby="initiative-order">
      <h2 id="initiative-order">Как это будет</h2>
      <ol className="stack">
        <li>
          В течение {days(lookDays)} человек проверит текст. Откажут — назовут правило и напишут почему.
        </li>
        <li>
          Поддержку собирают не дольше {days(city.days)}, а наберётся раньше — сбор закончен: для города нужно{' '}
          {voices(city.threshold)}, для района — {voices(district.threshold)}.
        </li>
        <li>
          Набралось — город отвечает с обоснованием в течение {days(answerDays)}; если принята, записывает
          решение с документом.
        </li>
      </ol>
      <p className="small">
        Яма, свалка, нет света — это <PageLink to="/new">сообщение о проблеме</PageLink>, голоса для него не
        нужны. Инициатива — не обращение: личный официальный ответ даёт{' '}
        <PageLink to="/appeal">обращение по 59-ФЗ</PageLink>.
      </p>
    </section>
  );
}
