import { type ReactNode, useEffect, useState } from 'react';
import { revealText } from '../../../../../shared/contract/messages/cases-card.ts';
import { splitCase } from '../../../../../shared/contract/messages/cases-sides.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { FieldError, Select, TextArea } from '../../../../ui/forms/field.tsx';
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
  const [parts, setParts] = useState<readonly Draft[]>([fresh(1, props.text), fresh(2)]);
  const [isTried, setTried] = useState(false);
  const change = (key: number, set: Partial<Draft>) =>
    setParts(parts.map((part) => (part.key === key ? { ...part, ...set } : part)));
  const isReady = parts.every(({ text, factId }) => text.trim() && factId);
  const send = () => {
    setTried(true);
    if (!isReady || desk.isBusy) return;
    const body = parts.map(({ text, factId, unitId }) => ({
      text: text.trim(),
      factId,
      ...(unitId && { unitId }),
    }));
    desk.run(
      splitCase,
      { params: { id: card.id }, body: { version: card.version, parts: body } },
      { done: `Разделено на части: ${parts.length}`, onDone: onClose },
    );
  };
  useHotkeys('Разделение', [{ keys: 'Ctrl+Enter', label: 'Разделить', run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      isWide
      title="Разделить на части"
      onClose={onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={desk.isBusy} onClick={send}>
          Разделить
        </Button>
      }
    >
      <div className="stack">
        <p className="muted">
          Каждая часть — дело со своим исполнителем и сроком. Житель получит один общий ответ, когда ответят
          по всем частям.
        </p>
        {parts.map((part, at) => (
          <fieldset key={part.key} className="case__part">
            <legend>Часть {at + 1}</legend>
            <TextArea
              label={`Что сделать в части ${at + 1}`}
              value={part.text}
              maxLength={10_000}
              rows={2}
              error={isTried && !part.text.trim() ? 'Напишите, что сделать' : undefined}
              onChange={(event) => change(part.key, { text: event.target.value })}
            />
            <TopicField
              topics={topics}
              label={`Тема части ${at + 1}`}
              onPick={({ id }) => change(part.key, { factId: id })}
            />
            {isTried && !part.factId && <FieldError text="Выберите тему из списка" />}
            <Select
              label={`Исполнитель части ${at + 1}`}
              value={part.unitId}
              choices={[
                { value: '', label: 'по теме' },
                ...card.executors.map(({ unitId, title }) => ({ value: unitId, label: title })),
              ]}
              onChange={(unitId) => change(part.key, { unitId })}
            />
            {parts.length > 2 && (
              <Button onClick={() => setParts(parts.filter(({ key }) => key !== part.key))}>
                Убрать часть {at + 1}
              </Button>
            )}
          </fieldset>
        ))}
        {parts.length < MAX_PARTS && (
          <Button icon="plus" onClick={() => setParts([...parts, fresh(parts.at(-1)!.key + 1)])}>
            Ещё часть
          </Button>
        )}
        <Failures of={desk.command(splitCase)} />
      </div>
    </Dialog>
  );
}
