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
import { SegmentedChoice } from '../../../ui/forms/choice.tsx';
import { TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { Guarded } from '../../base/parts/guarded.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { AddressField, toPlaceInput } from '../case/place/address-field.tsx';
import { TopicField } from '../case/topic-dialog.tsx';
import { type CallDraft, type CallKind, callKinds, emptyCall, isAppealKind, toBody } from './call-draft.ts';
import { CallHints } from './call-hints.tsx';
import { LetterFields } from './letter-fields.tsx';
import { RegimePreview } from './regime-preview.tsx';
import './call.css';
import { fieldWords, type Running } from '../../../lib/commands/failure.ts';
import { FormErrors } from '../../../ui/failures/failures.tsx';

type Done = RouteReply<typeof registerAppeal>;

const ids = {
  text: 'call-text',
  phone: 'call-phone',
  email: 'call-email',
  externalId: 'call-external',
} as const;

/** «Принять звонок»: typed while a person speaks; a call, a letter, a reception or a 112 card becomes a case. */
export function CallPage(): ReactNode {
  return (
    <Guarded permission="cases.register" title="Принять звонок">
      <Call />
    </Guarded>
  );
}

function Call(): ReactNode {
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
  const send = (): void => {
    if (!done && !register.isPending) register.mutate({ body: toBody(draft.value) });
  };
  useHotkeys('Принять звонок', [
    { keys: 'Ctrl+Enter', label: 'Зарегистрировать', run: send },
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
        <form
          className="call"
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <CallForm draft={draft} field={field} command={register} />
        </form>
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
  draft: ReturnType<typeof useDraft<CallDraft>>;
  field: React.RefObject<HTMLTextAreaElement | null>;
  command: Running;
}): ReactNode {
  const { value, change } = props.draft;
  const topics = useTopics();
  const errors = fieldWords([props.command], ids);
  const fact = topics?.fact(value.factId);
  return (
    <>
      <div className="call__main">
        <FormErrors errors={errors} of={props.command} />
        <SegmentedChoice
          legend="Как пришло"
          value={value.kind}
          choices={callKinds}
          onChange={(kind) => change({ kind })}
        />
        <TextArea
          ref={props.field}
          id={ids.text}
          label="Что случилось"
          hint="Словами человека: что, где, с какого дня"
          rows={5}
          value={value.text}
          error={errors[ids.text]}
          onChange={(event) => change({ text: event.target.value })}
        />
        <AddressField
          label="Где"
          optional
          text={value.address}
          onText={(address) => change({ address, place: '' })}
          onPick={(option) => change({ address: option.label, place: JSON.stringify(toPlaceInput(option)) })}
        />
        {topics && (
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
              onPick={(picked) => change({ factId: picked.id })}
            />
          </>
        )}
        <PersonFields value={value} change={change} errors={errors} />
        {isAppealKind(value.kind) && <LetterFields value={value} change={change} />}
        <div className="call__send">
          <Button type="submit" kind="primary" size="main" hint="Ctrl+Enter" busy={props.command.isPending}>
            Зарегистрировать
          </Button>
          {props.draft.savedAt && <span className="muted">Черновик хранится на этом устройстве</span>}
        </div>
      </div>
      <aside className="call__aside" aria-label="Подсказки">
        <h2 className="section__title">Подсказки</h2>
        <CallHints draft={value} topics={topics} change={change} />
        <RegimePreview draft={value} />
      </aside>
    </>
  );
}

function PersonFields(props: {
  value: CallDraft;
  change: (patch: Partial<CallDraft>) => void;
  errors: Record<string, string>;
}): ReactNode {
  const { value, change, errors } = props;
  const isAppeal = isAppealKind(value.kind);
  return (
    <div className="call__person">
      <TextInput
        label="Имя"
        optional={!isAppeal}
        autoComplete="off"
        value={value.name}
        onChange={(event) => change({ name: event.target.value })}
      />
      <TextInput
        id={ids.phone}
        label="Телефон"
        optional
        inputMode="tel"
        autoComplete="off"
        value={value.phone}
        error={errors[ids.phone]}
        onChange={(event) => change({ phone: event.target.value })}
      />
      <TextInput
        id={ids.email}
        label="Почта"
        optional
        inputMode="email"
        autoComplete="off"
        value={value.email}
        error={errors[ids.email]}
        onChange={(event) => change({ email: event.target.value })}
      />
      {isAppeal && (
        <TextInput
          label="Обратный адрес"
          hint="Без фамилии и обратного адреса ответ на обращение не даётся: 59-ФЗ, ст. 11 ч. 1"
          value={value.returnAddress}
          onChange={(event) => change({ returnAddress: event.target.value })}
        />
      )}
      {(value.kind === 'edds_112' || value.kind === 'official_letter') && (
        <TextInput
          id={ids.externalId}
          label={value.kind === 'edds_112' ? 'Номер карточки' : 'Исходящий номер'}
          optional
          value={value.externalId}
          error={errors[ids.externalId]}
          onChange={(event) => change({ externalId: event.target.value })}
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
