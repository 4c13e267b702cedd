import type { ReactNode } from 'react';
import {
  type ActCard,
  type HideableComment,
  hideComment,
  readTalkModeration,
} from '../../../../shared/contract/monitoring/moderation.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { moderationPromise } from '../../../../shared/text/monitoring/moderation.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { networkWords } from './moderation-words.ts';
import './moderation.css';

type Talk = RouteReply<typeof readTalkModeration>;

interface Props {
  incidentId: string;
  /** The comment it was opened at; null = whichever of the talk. */
  postId: string | null;
  onDone: (act: ActCard) => void;
  onClose: () => void;
}

/** «Скрыть по правилу…»: which comment, by which rule, what of it breaks the rule. */
export function HideDialog(props: Props): ReactNode {
  const { incidentId, onClose } = props;
  const talk = useRoute(readTalkModeration, { params: { id: incidentId } }, { keepOld: false });
  if (talk.data?.can.includes('hide')) return <HideForm {...props} talk={talk.data} />;
  return (
    <Dialog isOpen title="Скрыть по правилу" onClose={onClose}>
      <Loadable query={talk} failed="Правила не загрузились">
        {() => (
          <EmptyState title="Убирать здесь нечего">
            Убирают чужие комментарии, которые стоят на нашей странице: не записи, не письма и не то, что уже
            убрано.
          </EmptyState>
        )}
      </Loadable>
    </Dialog>
  );
}

function HideForm({ incidentId, postId, talk, onDone, onClose }: Props & { talk: Talk }): ReactNode {
  const { comments, rules } = talk;
  const first = comments.find((one) => one.postId === postId) ?? comments[0];
  const form = useHideForm({ incidentId, comments, postId: first?.postId ?? '', onDone });
  const chosen = comments.find((one) => one.postId === form.values.postId);
  const offered = rules.filter(({ id }) => chosen?.ruleIds.includes(id));
  const rule = offered.find(({ id }) => id === form.values.ruleId);
  return (
    <FormDialog
      form={form}
      title="Скрыть по правилу"
      action={rule?.needsSecond ? 'Предложить скрыть' : 'Скрыть'}
      isWide
      onClose={onClose}
    >
      {comments.length > 1 && (
        <SelectField
          form={form}
          name="postId"
          label="Какой комментарий"
          choices={comments.map((one) => ({
            value: one.postId,
            label: `${one.authorName || 'Автор скрыт'}: ${shorten(one.text, 60)}`,
          }))}
          also={() => ({ ruleId: '' })}
        />
      )}
      {chosen && <Snapshot comment={chosen} />}
      <p className="moderation__promise">{moderationPromise}</p>
      <RadioField
        form={form}
        name="ruleId"
        legend="Какое правило нарушено"
        choices={offered.map(({ id, number, title, text, needsSecond }) => ({
          value: id,
          label: `${number}. ${title}${needsSecond ? ' — со вторым взглядом' : ''}`,
          hint: text,
        }))}
      />
      <LongTextField
        form={form}
        name="ground"
        label="Что именно нарушает правило"
        hint="Прочтут второй человек и тот, кто будет решать о возражении"
        rows={2}
        maxLength={500}
      />
      <Consequences comment={chosen} />
    </FormDialog>
  );
}

/** The evidence that stays with the decision. */
function Snapshot({ comment }: { comment: HideableComment }): ReactNode {
  const formats = useFormats();
  return (
    <figure className="moderation__snapshot">
      <blockquote>{comment.text || 'Без слов'}</blockquote>
      <figcaption className="muted small">
        {comment.authorName || 'Автор скрыт'}, {comment.pageTitle}. Снято {formats.dateTime(comment.seenAt)},
        отпечаток <span className="moderation__print">{comment.sha256.slice(0, 16)}</span>
      </figcaption>
    </figure>
  );
}

function useHideForm(given: {
  incidentId: string;
  comments: readonly HideableComment[];
  postId: string;
  onDone: (act: ActCard) => void;
}) {
  const { incidentId, comments, postId, onDone } = given;
  const hide = useCommand(hideComment, { refreshes: ['moderation', 'incidents'], onDone });
  return useForm({
    start: { postId, ruleId: '', ground: '' },
    commands: hide,
    check: ({ ruleId, ground }) => ({
      ruleId: !ruleId && 'Назовите правило',
      ground: ground.trim().length < 3 && 'Напишите, что именно нарушает правило',
    }),
    send: (values) => {
      const chosen = comments.find((one) => one.postId === values.postId);
      hide.mutate({
        body: { incidentId, ...values, ground: values.ground.trim(), serial: chosen?.serial ?? 0 },
      });
    },
  });
}

/** What will be done, said before it is. */
function Consequences({ comment }: { comment: HideableComment | undefined }): ReactNode {
  return (
    <>
      {comment && <p className="muted">{networkWords(comment)}</p>}
      <p className="muted">
        Автор получит уведомление со словами правила и тем, как возразить. Если в комментарии говорится о
        делах города, сначала посмотрит второй человек.
      </p>
    </>
  );
}
