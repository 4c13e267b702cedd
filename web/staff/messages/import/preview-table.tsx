import { type ReactNode, useId } from 'react';
import type { ImportMapping, ImportTable } from '../../../../shared/contract/messages/imports.ts';
import { shorten } from '../../../../shared/text/words.ts';
import { Icon } from '../../../ui/icons.tsx';

/** Letters of a cell that fit a row. */
const CELL = 90;

/** First rows of the file under its own columns, each with what it will become. */
export function PreviewTable({ table, mapping }: { table: ImportTable; mapping: ImportMapping }): ReactNode {
  const captionId = useId();
  const meaning = new Map(Object.entries(mapping).map(([field, header]) => [header, field]));
  const titleOf = (header: string): string | undefined =>
    table.fields.find(({ id }) => id === meaning.get(header))?.title;
  if (table.preview.length === 0) return <p>Под названиями столбцов нет ни одной строки.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a frame that scrolls must be reachable by keyboard
    <section className="table-frame import-preview" aria-labelledby={captionId} tabIndex={0}>
      <table className="table">
        <caption className="aloud" id={captionId}>
          Первые строки файла
        </caption>
        <thead>
          <tr>
            <th scope="col" className="is-right">
              Строка
            </th>
            {table.headers.map((header) => (
              <th key={header} scope="col">
                <span className="import-preview__header">{shorten(header, 40)}</span>
                <Meaning title={titleOf(header)} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.preview.map(({ row, values, reason }) => (
            <tr key={row}>
              <th scope="row" className="is-right muted">
                {row}
              </th>
              {values ? (
                table.headers.map((header, at) => (
                  <td key={header} className={header === mapping.text ? 'is-text' : undefined}>
                    {shorten(values[at] ?? '', CELL)}
                  </td>
                ))
              ) : (
                <td className="tone-danger" colSpan={table.headers.length}>
                  {reason}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Meaning({ title }: { title: string | undefined }): ReactNode {
  if (!title) return <span className="import-preview__meaning">не загружается</span>;
  return (
    <span className="import-preview__meaning is-used">
      <Icon name="right" size="small" />
      {title}
    </span>
  );
}
