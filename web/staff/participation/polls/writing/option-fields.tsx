import type { ReactNode } from 'react';
import { getFile } from '../../../../../shared/contract/base/files.ts';
import type { Question, QuestionOption } from '../../../../../shared/contract/participation/questionnaire.ts';
import { buildUrl } from '../../../../lib/api.ts';
import { Button, IconButton } from '../../../../ui/button.tsx';
import { type Fields, rowOf } from '../../../../ui/forms/fields.ts';
import { NumberField, TextField } from '../../../../ui/forms/text-field.tsx';
import { AddFile } from '../../../base/parts/papers.tsx';
import { freeId, movedItem, newOption } from './poll-values.ts';

/** What is chosen from: words, what it is, what it costs; a picture where it is chosen by pictures. */
export function OptionFields({ form }: { form: Fields<Question> }): ReactNode {
  const { options, kind } = form.values;
  const put = (next: readonly QuestionOption[]) => form.set({ options: [...next] });
  return (
    <fieldset className="polls-desk__options">
      <legend className="aloud">{kind === 'matrix' ? 'Столбцы' : 'Варианты'}</legend>
      {options.map((option, at) => {
        const row: Fields<QuestionOption> = rowOf(form, 'options', at);
        return (
          <div key={option.id} className="polls-desk__option">
            <TextField
              form={row}
              name="title"
              label={`${kind === 'matrix' ? 'Столбец' : 'Вариант'} ${at + 1}`}
              maxLength={200}
            />
            {(kind === 'single' || kind === 'photo') && (
              <>
                <TextField form={row} name="about" label="Что это" optional maxLength={500} />
                <NumberField form={row} name="cost" label="Цена, ₽" optional />
              </>
            )}
            {kind === 'photo' && <PictureFields form={row} at={at} />}
            <span className="cluster">
              {at > 0 && (
                <IconButton
                  icon="up"
                  kind="quiet"
                  label={`Выше: вариант ${at + 1}`}
                  onClick={() => put(movedItem(options, at, -1))}
                />
              )}
              <IconButton
                icon="close"
                kind="quiet"
                label={`Убрать вариант ${at + 1}`}
                onClick={() => put(options.filter((_, index) => index !== at))}
              />
            </span>
          </div>
        );
      })}
      <div>
        <Button icon="plus" onClick={() => put([...options, newOption(options)])}>
          {kind === 'matrix' ? 'Ещё столбец' : 'Ещё вариант'}
        </Button>
      </div>
    </fieldset>
  );
}

function PictureFields({ form, at }: { form: Fields<QuestionOption>; at: number }): ReactNode {
  const { fileId, token } = form.values;
  return (
    <>
      {fileId !== null && (
        <img
          className="polls-desk__picture"
          src={buildUrl(getFile, { params: { id: fileId, variant: 'thumb' }, query: token ? { token } : {} })}
          alt={form.values.alt || `Картинка варианта ${at + 1}`}
        />
      )}
      <AddFile accept="image/*" onSent={(file) => form.set({ fileId: file.fileId, token: file.token })}>
        {fileId === null ? `Картинка варианта ${at + 1}` : 'Другая картинка'}
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
