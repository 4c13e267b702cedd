import { type ReactNode, useEffect, useRef, useState } from 'react';
import {
  type OpenDiscussion,
  proposeRemark,
} from '../../../shared/contract/participation/discussions-open.ts';
import { findProposalObstacle } from '../../../shared/text/participation/proposal-levels.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useDraft } from '../../lib/draft.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { OutsideButtons } from '../../ui/outside-sign-in.tsx';
import { CodeForm } from '../sign-in/code-form.tsx';

interface Proposal {
  text: string;
  wording: string;
  isLocal: boolean;
  /** Made with the draft: the same sent twice is one. */
  clientKey: string;
  /** The person has pressed the button and is signing in. */
  isWished: boolean;
}

interface Proposed {
  discussion: OpenDiscussion;
  paragraphId: string | null;
  label: string;
  onClose: () => void;
}

/** What is being proposed, kept on this device until it was taken. */
function useProposing({ discussion, paragraphId, onClose }: Proposed) {
  const [empty] = useState<Proposal>(() => ({
    text: '',
    wording: '',
    isLocal: true,
    clientKey: makeRandomKey(),
    isWished: false,
  }));
  const draft = useDraft<Proposal>(`proposal-${discussion.id}-${paragraphId ?? 'all'}`, empty);
  const isKnown = findProposalObstacle(discussion, discussion.mine.level) === null;
  const propose = useCommand(proposeRemark, {
    done: 'Предложение принято',
    onDone: () => {
      draft.clear();
      announce('Предложение принято: вы видите его в разделе «Ваши предложения»');
      onClose();
    },
  });
  const send = ({ isWished: _, ...values }: Proposal): void =>
    propose.mutate({
      params: { id: discussion.id },
      body: { ...values, paragraphId, text: values.text.trim(), wording: values.wording.trim() },
    });
  const form = useForm<Proposal>({
    draft,
    commands: propose,
    check: ({ text }) => ({ text: !/\p{L}/u.test(text) && 'Напишите, что предлагаете изменить' }),
    send: (values) => (isKnown ? send(values) : draft.change({ isWished: true })),
  });
  // What was wished before signing in goes once the person is known: nobody presses twice.
  const isDone = useRef(false);
  const isReady = draft.value.isWished && isKnown && !propose.isPending;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it can be done
  useEffect(() => {
    if (!isReady || isDone.current) return;
    isDone.current = true;
    draft.change({ isWished: false });
    send(draft.value);
  }, [isReady]);
  return { form, isKnown, isWished: draft.value.isWished };
}

/** One text and, if one likes, how it should be written. */
export function ProposeForm(props: Proposed): ReactNode {
  const { discussion, label, onClose } = props;
  const { form, isKnown, isWished } = useProposing(props);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const obstacle = findProposalObstacle(discussion, discussion.mine.level);
  return (
    <div className="sheet stack">
      <Form
        form={form}
        label={`Предложить: ${label.toLocaleLowerCase('ru')}`}
        failed={{ title: 'Предложение не отправлено', kept: 'Написанное сохранено на этом устройстве.' }}
        actions={
          <div className="stack">
            <span className="cluster">
              {(!isWished || isKnown) && (
                <SendButton form={form} size="main">
                  Отправить предложение
                </SendButton>
              )}
              <Button kind="quiet" onClick={onClose}>
                Закрыть
              </Button>
            </span>
            <p className="small">
              {obstacle && `${obstacle} `}Вы увидите его сразу, все — после просмотра: имена, телефоны и
              адреса скроем. Ответ с обоснованием получите с итогом.
            </p>
          </div>
        }
      >
        <p>
          <b>{label}</b>
        </p>
        <LongTextField
          ref={field}
          form={form}
          name="text"
          label="Что предлагаете и почему"
          rows={4}
          maxLength={5000}
        />
        <LongTextField
          form={form}
          name="wording"
          label="Как бы вы записали"
          hint="Если есть готовые слова для проекта"
          rows={2}
          optional
          maxLength={5000}
        />
        <CheckField form={form} name="isLocal">
          Живу там, где действует проект
        </CheckField>
      </Form>
      {isWished && !isKnown && <SignInHere discussion={discussion} words={obstacle ?? ''} />}
    </div>
  );
}

/** Signing in where one stands: what is written stays, and goes once the person is known. */
function SignInHere({ discussion, words }: { discussion: OpenDiscussion; words: string }): ReactNode {
  const { level } = discussion;
  return (
    <section className="stack" aria-labelledby="proposal-sign-in">
      <h3 id="proposal-sign-in">Ещё шаг: подтвердите, что вы это вы</h3>
      <p>{words} Имя и контакт никто на этой странице не увидит.</p>
      {(level === 'social' || level === 'phone') && <CodeForm onDone={() => {}} />}
      <OutsideButtons audience="resident" next={`/consultations/${discussion.id}`} />
    </section>
  );
}
