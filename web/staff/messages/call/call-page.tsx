import { type ReactNode, useEffect, useRef, useState } from 'react';
import { registerAppeal } from '../../../../shared/contract/messages/office.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useDraft } from '../../../lib/draft.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { bindFields, type Fields } from '../../../ui/forms/fields.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { type Form as CallFormState, useForm } from '../../../ui/forms/use-form.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { type Topics, useTopics } from '../../base/case-kit/topics.ts';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AddressField, toPlaceInput } from '../case/place/address-field.tsx';
import { TopicField } from '../case/topic-dialog.tsx';
import { type CallDraft, type CallKind, callKinds, emptyCall, isAppealKind, toBody } from './call-draft.ts';
import { CallHints } from './call-hints.tsx';
import { LetterFields } from './letter-fields.tsx';
import { RegimePreview } from './regime-preview.tsx';
import { type Suggestions, useRegime, useSuggestions } from './use-suggestions.ts';
import './call.css';

type Done = RouteReply<typeof registerAppeal>;

/** «Принять звонок»: typed while a person speaks; a call, a letter, a reception or a 112 card becomes a case. */
export function CallPage(): ReactNode {
  const draft = useDraft<CallDraft>('call', emptyCall(), 3);
  const [done, setDone] = useState<Done | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useKindOfAddress(draft.change);
  useEffect(() => {
    if (!done) field.current?.focus();
  }, [done]);
  const register = useCommand(registerAppeal, {
    refreshes: ['cases', 'heatmap', 'office'],
    onDone: (reply) => {
      draft.clear();
      draft.change(emptyCall());
      setDone(reply);
    },
  });
  const form = useForm({
    draft,
    commands: register,
    send: (values) => {
      if (!done) register.mutate({ body: toBody(values) });
    },
  });
  useHotkeys('Принять звонок', [
    { keys: 'Ctrl+Enter', label: 'Зарегистрировать', run: form.send },
    // Out of the text (Esc leaves it) a digit says how it came.
    { keys: 'Escape', label: 'Выйти из поля', run: () => leaveField(), hidden: true },
    ...callKinds.map(({ value, label }, at) => ({
      keys: `Digit${at + 1}`,
      label: `Как пришло: ${label.toLocaleLowerCase('ru')}`,
      run: () => draft.change({ kind: value }),
    })),
    ...(done ? [{ keys: 'KeyN', label: 'Ещё одно', run: () => setDone(null) }] : []),
  ]);
  return (
    <StaffPage
      title={isAppealKind(draft.value.kind) ? 'Зарегистрировать обращение' : 'Принять звонок'}
      hasFinder
    >
      {done ? (
        <Receipt done={done} onMore={() => setDone(null)} />
      ) : (
        <Form form={form} className="call" isListed>
          <CallForm form={form} field={field} savedAt={draft.savedAt} />
        </Form>
      )}
    </StaffPage>
  );
}

/** `?kind=paper`: «Зарегистрировать письмо» of the journal opens the form as a letter. */
function useKindOfAddress(change: (patch: Partial<CallDraft>) => void): void {
  const [{ kind }] = useUrlQuery();
  const known = callKinds.find(({ value }) => value === kind)?.value as CallKind | undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page opens
  useEffect(() => {
    if (known) change({ kind: known });
  }, [known]);
}

function leaveField(): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function CallForm(props: {
  form: CallFormState<CallDraft>;
  field: React.RefObject<HTMLTextAreaElement | null>;
  savedAt: number | null;
}): ReactNode {
  const { form } = props;
  const value = form.values;
  const topics = useTopics();
  const suggested = useSuggestions(value);
  const regime = useRegime(value);
  const hasTermOfTopic = regime !== undefined && regime.regime !== 'appeal_59fz';
  return (
    <>
      <div className="call__main">
        <SegmentedField form={form} name="kind" legend="Как пришло" choices={callKinds} />
        <LongTextField
          form={form}
          name="text"
          ref={props.field}
          label="Что случилось"
          hint="Словами человека: что, где, с какого дня"
          rows={5}
        />
        <AddressField
          label="Где"
          optional
          form={bindFields({ address: value.address }, (typed) => form.set({ ...typed, place: '' }))}
          name="address"
          onPick={(option) =>
            form.set({ address: option.label, place: JSON.stringify(toPlaceInput(option)) })
          }
        />
        {topics && <TopicOfCall form={form} topics={topics} />}
        <PersonFields form={form} />
        {isAppealKind(value.kind) && <LetterFields form={form} />}
        <div className="call__send">
          <SendButton form={form} size="main" hint="Ctrl+Enter">
            Зарегистрировать
          </SendButton>
          {suggested && hasTermOfTopic && !value.factId && <NoTopic suggested={suggested} />}
          {props.savedAt && <span className="muted">Черновик хранится на этом устройстве</span>}
        </div>
      </div>
      <aside className="call__aside" aria-label="Подсказки">
        <h2 className="section__title">Подсказки</h2>
        <CallHints
          draft={value}
          suggested={suggested}
          hasTermOfTopic={hasTermOfTopic}
          topics={topics}
          change={form.set}
        />
        <RegimePreview regime={regime} />
      </aside>
    </>
  );
}

function TopicOfCall({ form, topics }: { form: CallFormState<CallDraft>; topics: Topics }): ReactNode {
  const fact = topics.fact(form.values.factId);
  return (
    <>
      {fact && (
        <p>
          Тема:{' '}
          <b>
            {topics.block(fact.block)?.title} — {fact.title}
          </b>
        </p>
      )}
      <TopicField
        topics={topics}
        label={fact ? 'Другая тема' : 'Тема (необязательно)'}
        onPick={(picked) => form.set({ factId: picked.id })}
      />
    </>
  );
}

/** Said beside the button: without a topic the term is the general one, not that of the hints. */
function NoTopic({ suggested }: { suggested: Suggestions }): ReactNode {
  const formats = useFormats();
  return (
    <span className="call__no-topic">
      Тема не выбрана: срок ответа — <b>{formats.until(suggested.dueWithoutTopic)}</b>. Выберите её в{' '}
      {suggested.facts.length > 0 ? (
        <>
          «Подсказках» <Kbd keys="Alt+Digit1" /> или в поле «Тема».
        </>
      ) : (
        'поле «Тема».'
      )}
    </span>
  );
}

function PersonFields(props: { form: Fields<CallDraft> }): ReactNode {
  const { form } = props;
  const value = form.values;
  const isAppeal = isAppealKind(value.kind);
  return (
    <div className="call__person">
      <TextField form={form} name="name" label="Имя" optional={!isAppeal} autoComplete="off" />
      <TextField form={form} name="phone" label="Телефон" optional inputMode="tel" autoComplete="off" />
      <TextField form={form} name="email" label="Почта" optional inputMode="email" autoComplete="off" />
      {isAppeal && (
        <TextField
          form={form}
          name="returnAddress"
          label="Обратный адрес"
          hint="Без фамилии и обратного адреса ответ на обращение не даётся: 59-ФЗ, ст. 11 ч. 1"
        />
      )}
      {(value.kind === 'edds_112' || value.kind === 'official_letter') && (
        <TextField
          form={form}
          name="externalId"
          label={value.kind === 'edds_112' ? 'Номер карточки' : 'Исходящий номер'}
          optional
        />
      )}
    </div>
  );
}

function Receipt(props: { done: Done; onMore: () => void }): ReactNode {
  const { done, onMore } = props;
  const formats = useFormats();
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus(), []);
  return (
    <section className="call-done">
      <h2 ref={head} tabIndex={-1} className="call-done__number">
        {formatCaseNumber(done.number)}
      </h2>
      <p>
        Продиктуйте номер. Ответ — <b>{formats.until(done.dueAt)}</b>.
      </p>
      {done.journalNumber && (
        <p>
          В журнале обращений: <b>№ {done.journalNumber}</b>.
        </p>
      )}
      <p className="muted">{done.regimeReason}</p>
      <div className="cluster">
        <Button kind="primary" hint="KeyN" onClick={onMore}>
          Ещё одно
        </Button>
        <ButtonLink to={caseHref(done.number)}>Открыть дело</ButtonLink>
        {done.journalNumber && (
          <ButtonLink to={`/staff/office/${done.number}`}>Карточка обращения</ButtonLink>
        )}
        <ButtonLink to="/staff/inbox">К входящим</ButtonLink>
      </div>
    </section>
  );
}
