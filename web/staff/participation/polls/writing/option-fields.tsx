import type { ReactNode } from 'react';
import { getFile } from '../../../../../shared/contract/base/files.ts';
import type { Question, QuestionOption } from '../../../../../shared/contract/participation/questionnaire.ts';
import { buildUrl } from '../../../../lib/api.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { type Fields, rowOf } from '../../../../ui/forms/fields.ts';
import { NumberField, TextField } from '../../../../ui/forms/text-field.tsx';
import { AddFile } from '../../../base/parts/papers.tsx';
import { freeId, movedItem, newOption } from './poll-values.ts';

/** What is chosen from is called, by the kind of question. */
const optionNames = {
  matrix: { one: 'Столбец', several: 'Столбцы', of: 'столбца' },
  budget: { one: 'Проект', several: 'Проекты', of: 'проекта' },
  other: { one: 'Вариант', several: 'Варианты', of: 'варианта' },
} as const;

/** What is chosen from: words, what it is, what it costs; a picture where it is chosen by pictures. */
export function OptionFields({ form }: { form: Fields<Question> }): ReactNode {
  const { options, kind } = form.values;
  const names = optionNames[kind === 'matrix' || kind === 'budget' ? kind : 'other'];
  const put = (next: readonly QuestionOption[]) => form.set({ options: [...next] });
  return (
    <fieldset className="polls-desk__options">
      <legend className="aloud">{names.several}</legend>
      {options.map((option, at) => {
        const row: Fields<QuestionOption> = rowOf(form, 'options', at);
        return (
          <div key={option.id} className="polls-desk__option">
            <TextField form={row} name="title" label={`${names.one} ${at + 1}`} maxLength={200} />
            {kind === 'budget' && <TextField form={row} name="place" label="Где" optional maxLength={200} />}
            {(kind === 'single' || kind === 'photo' || kind === 'budget') && (
              <>
                <TextField form={row} name="about" label="Что это" optional maxLength={500} />
                <NumberField form={row} name="cost" label="Цена, ₽" optional={kind !== 'budget'} />
              </>
            )}
            {(kind === 'photo' || kind === 'budget') && (
              <PictureFields form={row} of={`${names.of} ${at + 1}`} />
            )}
            <span className="cluster">
              {at > 0 && (
                <IconButton
                  icon="up"
                  kind="quiet"
                  label={`Выше: ${names.one.toLowerCase()} ${at + 1}`}
                  onClick={() => put(movedItem(options, at, -1))}
                />
              )}
              <IconButton
                icon="close"
                kind="quiet"
                label={`Убрать ${names.one.toLowerCase()} ${at + 1}`}
                onClick={() => put(options.filter((_, index) => index !== at))}
              />
            </span>
          </div>
        );
      })}
      <div>
        <Button icon="plus" onClick={() => put([...options, newOption(options)])}>
          Ещё {names.one.toLowerCase()}
        </Button>
      </div>
    </fieldset>
  );
}

function PictureFields({ form, of }: { form: Fields<QuestionOption>; of: string }): ReactNode {
  const { fileId, token } = form.values;
  return (
    <>
      {fileId !== null && (
        <img
          className="polls-desk__picture"
          src={buildUrl(getFile, { params: { id: fileId, variant: 'thumb' }, query: token ? { token } : {} })}
          alt={form.values.alt || `Картинка ${of}`}
        />
      )}
      <AddFile accept="image/*" onSent={(file) => form.set({ fileId: file.fileId, token: file.token })}>
        {fileId === null ? `Картинка ${of}` : `Другая картинка ${of}`}
      </AddFile>
      <TextField
        form={form}
        name="alt"
        label="Что на картинке"
        hint="Для тех, кто её не видит"
        maxLength={500}
      />
    </>
  );
}

/** Lines of a table. */
export function RowFields({ form }: { form: Fields<Question> }): ReactNode {
  const { rows } = form.values;
  return (
    <fieldset className="polls-desk__options">
      <legend className="aloud">Строки</legend>
      {rows.map((line, at) => (
        <div key={line.id} className="polls-desk__option">
          <TextField form={rowOf(form, 'rows', at)} name="title" label={`Строка ${at + 1}`} maxLength={200} />
          <IconButton
            icon="close"
            kind="quiet"
            label={`Убрать строку ${at + 1}`}
            onClick={() => form.set({ rows: rows.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <div>
        <Button
          icon="plus"
          onClick={() => form.set({ rows: [...rows, { id: freeId(rows, 'r'), title: '' }] })}
        >
          Ещё строка
        </Button>
      </div>
    </fieldset>
  );
}
