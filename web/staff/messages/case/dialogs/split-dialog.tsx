import { type ReactNode, useEffect } from 'react';
import { revealText } from '../../../../../shared/contract/messages/cases-card.ts';
import { splitCase } from '../../../../../shared/contract/messages/cases-sides.ts';
import { lastOf } from '../../../../../shared/lists.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { Button } from '../../../../ui/button.tsx';
import { SelectField } from '../../../../ui/forms/choice-field.tsx';
import { FieldError } from '../../../../ui/forms/field.tsx';
import { rowOf } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { Topics } from '../../../base/case-kit/topics.ts';
import { TopicField } from '../topic-dialog.tsx';
import type { CaseDesk } from '../use-case-desk.ts';

interface Draft {
  key: number;
  text: string;
  factId: string;
  unitId: string;
}

const MAX_PARTS = 9;
const fresh = (key: number, text = ''): Draft => ({ key, text, factId: '', unitId: '' });

/** L: one message about several matters becomes child cases; the resident keeps one number and gets one answer. */
export function SplitDialog(props: { desk: CaseDesk; topics: Topics; onClose: () => void }): ReactNode {
  const { card } = props.desk;
  const isHidden = card.hidden.length > 0 && card.can.includes('reveal-text');
  const { mutate, data, code } = useCommand(revealText, { refreshes: [] });
  useEffect(() => {
    // The parts get the resident's own words, not the dots of the card; the journal keeps why they were read.
    if (isHidden) mutate({ params: { id: card.id }, body: { reason: 'Разделить на части' } });
  }, [isHidden, card.id, mutate]);
  if (isHidden && !data && !code) return null;
  return <PartsDialog {...props} text={data?.text ?? card.text} />;
}

function PartsDialog(props: {
  desk: CaseDesk;
  topics: Topics;
  text: string;
  onClose: () => void;
}): ReactNode {
  const { desk, topics, onClose } = props;
  const { card } = desk;
  const form = useForm({
    start: { parts: [fresh(1, props.text), fresh(2)] },
    commands: desk.command(splitCase),
    check: ({ parts }) =>
      Object.fromEntries(
        parts.flatMap(({ text, factId }, at) => [
          [`parts.${at}.text`, !text.trim() && 'Напишите, что сделать'],
          [`parts.${at}.factId`, !factId && 'Выберите тему из списка'],
        ]),
      ),
    send: ({ parts }) =>
      desk.run(
        splitCase,
        {
          params: { id: card.id },
          body: {
            version: card.version,
            parts: parts.map(({ text, factId, unitId }) => ({
              text: text.trim(),
              factId,
              ...(unitId && { unitId }),
            })),
          },
        },
        { done: `Разделено на части: ${parts.length}`, onDone: onClose },
      ),
  });
  const { parts } = form.values;
  const setParts = (next: Draft[]) => form.set({ parts: next });
  return (
    <FormDialog form={form} isWide title="Разделить на части" action="Разделить" onClose={onClose}>
      <div className="stack">
        <p className="muted">
          Каждая часть — дело со своим исполнителем и сроком. Житель получит один общий ответ, когда ответят
          по всем частям.
        </p>
        {parts.map((part, at) => (
          <fieldset key={part.key} className="case__part">
            <legend>Часть {at + 1}</legend>
            <LongTextField
              form={rowOf(form, 'parts', at)}
              name="text"
              label={`Что сделать в части ${at + 1}`}
              maxLength={10_000}
              rows={2}
            />
            <TopicField
              topics={topics}
              label={`Тема части ${at + 1}`}
              onPick={({ id }) => rowOf(form, 'parts', at).set({ factId: id })}
            />
            {form.errorOf(`parts.${at}.factId`) && (
              <FieldError text={form.errorOf(`parts.${at}.factId`) ?? ''} />
            )}
            <SelectField
              form={rowOf(form, 'parts', at)}
              name="unitId"
              label={`Исполнитель части ${at + 1}`}
              none="по теме"
              choices={card.executors.map(({ unitId, title }) => ({ value: unitId, label: title }))}
            />
            {parts.length > 2 && (
              <Button onClick={() => setParts(parts.filter(({ key }) => key !== part.key))}>
                Убрать часть {at + 1}
              </Button>
            )}
          </fieldset>
        ))}
        {parts.length < MAX_PARTS && (
          <Button icon="plus" onClick={() => setParts([...parts, fresh(lastOf(parts).key + 1)])}>
            Ещё часть
          </Button>
        )}
      </div>
    </FormDialog>
  );
}
