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
import { type Form as FormState, useForm } from '../../ui/forms/use-form.ts';
import { SignInHere } from '../parts/sign-in-here.tsx';
import { useWish } from '../parts/use-wish.ts';

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
  useWish(draft.value.isWished && isKnown && !propose.isPending, () => {
    draft.change({ isWished: false });
    send(draft.value);
  });
  return { form, isKnown, isWished: draft.value.isWished };
}

/** One text and, if one likes, how it should be written. */
export function ProposeForm(props: Proposed): ReactNode {
  const { discussion, label, onClose } = props;
  const { form, isKnown, isWished } = useProposing(props);
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
        <ProposalFields form={form} label={label} />
      </Form>
      {isWished && !isKnown && (
        <SignInHere
          id="proposal-sign-in"
          heading="h3"
          level={discussion.level}
          words={`${obstacle ?? ''} Имя и контакт никто на этой странице не увидит.`}
          next={`/consultations/${discussion.id}`}
        />
      )}
    </div>
  );
}

function ProposalFields({ form, label }: { form: FormState<Proposal>; label: string }): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
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
    </>
  );
}
