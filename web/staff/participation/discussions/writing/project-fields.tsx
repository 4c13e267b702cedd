import { type ReactNode, useState } from 'react';
import type { Paragraph } from '../../../../../shared/contract/participation/discussions.ts';
import { splitParagraphs } from '../../../../../shared/text/participation/discussion-notes.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { announce } from '../../../../lib/announce.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { bindValue, type Fields, rowOf } from '../../../../ui/forms/fields.ts';
import { LongTextField, TextField } from '../../../../ui/forms/text-field.tsx';
import { Section } from '../../../../ui/section.tsx';
import { AddFile } from '../../../base/parts/papers.tsx';
import { movedItem } from '../../polls/writing/poll-values.ts';
import type { DiscussionValues } from './discussion-values.ts';

/** The project: paragraphs typed or pasted, and its files. */
export function ProjectFields({ form }: { form: Fields<DiscussionValues> }): ReactNode {
  const { paragraphs } = form.values;
  const put = (next: readonly Paragraph[]) => form.set({ paragraphs: next });
  return (
    <>
      <Section title="Проект по пунктам" className="stack">
        {paragraphs.map(({ id }, at) => (
          <div key={id} className="discussions__paragraph">
            <LongTextField
              form={rowOf(form, 'paragraphs', at)}
              name="text"
              label={`Пункт ${at + 1}`}
              rows={3}
              maxLength={5000}
            />
            <span className="cluster">
              <IconButton
                icon="up"
                kind="quiet"
                label={`Пункт ${at + 1} выше`}
                onClick={() => put(movedItem(paragraphs, at, -1))}
              />
              <IconButton
                icon="down"
                kind="quiet"
                label={`Пункт ${at + 1} ниже`}
                onClick={() => put(movedItem(paragraphs, at, 1))}
              />
              <IconButton
                icon="close"
                kind="quiet"
                label={`Убрать пункт ${at + 1}`}
                onClick={() => put(paragraphs.filter((_, index) => index !== at))}
              />
            </span>
          </div>
        ))}
        <AddParagraphs paragraphs={paragraphs} onAdd={(more) => put([...paragraphs, ...more])} />
      </Section>
      <MaterialFields form={form} />
    </>
  );
}

function AddParagraphs(props: {
  paragraphs: readonly Paragraph[];
  onAdd: (more: readonly Paragraph[]) => void;
}): ReactNode {
  const [text, setText] = useState('');
  const found = splitParagraphs(text, props.paragraphs);
  return (
    <div className="stack">
      <LongTextField
        form={bindValue(text, setText)}
        name="value"
        label="Добавить пункты"
        hint="Напишите или вставьте текст проекта: пустая строка делит его на пункты"
        rows={4}
      />
      <p>
        <Button
          icon="plus"
          disabledReason={found.length === 0 ? 'Сначала напишите текст' : null}
          onClick={() => {
            props.onAdd(found);
            setText('');
            announce(`Добавлено: ${counted(found.length, 'пункт', 'пункта', 'пунктов')}`);
          }}
        >
          {found.length > 1
            ? `Добавить ${counted(found.length, 'пункт', 'пункта', 'пунктов')}`
            : 'Добавить пункт'}
        </Button>
      </p>
    </div>
  );
}

function MaterialFields({ form }: { form: Fields<DiscussionValues> }): ReactNode {
  const { materials } = form.values;
  return (
    <Section title="Файлы проекта" className="stack">
      {materials.map(({ fileId }, at) => (
        <div key={fileId} className="discussions__paragraph">
          <TextField
            form={rowOf(form, 'materials', at)}
            name="title"
            label={`Название файла ${at + 1}`}
            maxLength={200}
          />
          <span>
            <IconButton
              icon="close"
              kind="quiet"
              label={`Убрать файл ${at + 1}`}
              onClick={() => form.set({ materials: materials.filter((_, index) => index !== at) })}
            />
          </span>
        </div>
      ))}
      <p className="cluster">
        <AddFile onSent={(file) => form.set({ materials: [...materials, file] })}>Приложить файл</AddFile>
        <span className="muted small">PDF или картинка до 25 МБ</span>
      </p>
    </Section>
  );
}
