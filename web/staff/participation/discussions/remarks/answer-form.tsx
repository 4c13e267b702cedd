import { type ReactNode, useEffect, useRef } from 'react';
import {
  answerRemarks,
  type Remark,
  type Verdict,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import {
  type DiscussionCard,
  getDiscussionRules,
} from '../../../../../shared/contract/participation/discussions.ts';
import { verdictTitles } from '../../../../../shared/text/participation/discussion-words.ts';
import { findReasonFault } from '../../../../../shared/text/participation/reasons.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { useRoute } from '../../../../lib/query.ts';
import { Button } from '../../../../ui/button.tsx';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';

const labels: Readonly<Record<Verdict, string>> = {
  accepted: 'Что изменено в проекте',
  'accepted-partly': 'Что изменено, а что нет и почему',
  rejected: 'Почему не учтено',
  'not-on-subject': 'Почему не по предмету и куда с этим идти',
};

interface Answered {
  card: DiscussionCard;
  remark: Remark;
  verdict: Verdict;
  onVerdict: (verdict: Verdict | null) => void;
}

function useAnswer({ card, remark, verdict, onVerdict }: Answered) {
  const rules = useRoute(getDiscussionRules);
  const answer = useCommand(answerRemarks, { done: 'Ответ записан', onDone: () => onVerdict(null) });
  const form = useForm({
    start: { reason: remark.answer?.reason ?? '' },
    commands: answer,
    check: ({ reason }) => ({ reason: rules.data && findReasonFault(reason, rules.data) }),
    send: ({ reason }) =>
      answer.mutate({
        params: { id: card.id },
        body: { remarks: [{ id: remark.id, version: remark.version }], verdict, reason: reason.trim() },
      }),
  });
  useHotkeys('Ответ', [{ keys: 'Ctrl+Enter', label: 'Записать ответ', run: form.send }]);
  return form;
}

/** A reasoned answer, of this remark and of all that are alike. */
export function AnswerForm(props: Answered): ReactNode {
  const { remark, verdict, onVerdict } = props;
  const form = useAnswer(props);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const others = (remark.alike?.count ?? 1) - 1;
  return (
    <Form
      form={form}
      label={`Ответ на замечание ${remark.number}`}
      byButtonOnly
      failed={{ title: 'Ответ не записан', kept: 'Написанное осталось в форме.' }}
      actions={
        <p className="cluster">
          <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
            Записать ответ
          </SendButton>
          <Button kind="quiet" onClick={() => onVerdict(null)}>
            Отмена
          </Button>
          {others > 0 && (
            <span className="small">
              Этот же ответ получат ещё {counted(others, 'замечание', 'замечания', 'замечаний')}
            </span>
          )}
        </p>
      }
    >
      <p>
        <b>{verdictTitles[verdict]}</b>
      </p>
      <LongTextField
        ref={field}
        form={form}
        name="reason"
        label={labels[verdict]}
        hint="Своими словами: это прочтут автор и все"
        rows={3}
        maxLength={5000}
      />
    </Form>
  );
}
