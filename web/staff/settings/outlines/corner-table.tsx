import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button, IconButton } from '../../../ui/button.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { NumberField } from '../../../ui/forms/text-field.tsx';
import { Section } from '../../../ui/section.tsx';
import { type Corner, isWrongDegrees } from './sketch.ts';
import type { Sketch } from './use-sketch.ts';

/** Rows of a page: a boundary of a survey has hundreds of corners. */
const PAGE = 20;

/** The twin of the drawing: each corner by its numbers, for whoever draws without a mouse and for whoever has a list of them. */
export function CornerTable({ sketch }: { sketch: Sketch }): ReactNode {
  const { ring, corner } = sketch;
  const corners = ring?.corners ?? [];
  const [page, setPage] = usePage(corners.length, corner);
  const first = page * PAGE;
  const typed = useTyped(corners.length);
  if (!ring) return null;
  const add = (after: number) => {
    typed.next();
    sketch.insert(after, { lat: null, lon: null });
  };
  return (
    <Section title="Точки контура" isSmall className="desk__sheet">
      <table className="sketch__corners" ref={typed.table}>
        <caption className="aloud">Точки контура: широта и долгота в градусах</caption>
        <thead>
          <tr>
            <th scope="col">№</th>
            <th scope="col">Широта</th>
            <th scope="col">Долгота</th>
            <th scope="col">
              <span className="aloud">Действия</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {corners.slice(first, first + PAGE).map((one, row) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a corner has no name but its number
              key={first + row}
              sketch={sketch}
              index={first + row}
              corner={one}
              onInsert={() => add(first + row + 1)}
            />
          ))}
        </tbody>
      </table>
      <span className="cluster">
        <Button icon="plus" onClick={() => add(corners.length)}>
          Добавить точку
        </Button>
        {corners.length > PAGE && <Pages page={page} count={corners.length} onTurn={setPage} />}
      </span>
    </Section>
  );
}

function Row(props: { sketch: Sketch; index: number; corner: Corner; onInsert: () => void }): ReactNode {
  const { sketch, index, corner, onInsert } = props;
  const number = index + 1;
  const field = (name: 'lat' | 'lon', label: string, most: number) => (
    <td>
      <NumberField
        form={bindValue(corner[name], (value) =>
          sketch.move(index, { [name]: value }, `${name}-${sketch.at.area}-${sketch.at.ring}-${index}`),
        )}
        name="value"
        label={`Точка ${number}: ${label}`}
        hiddenLabel
        inputMode="decimal"
        error={
          corner[name] !== null && isWrongDegrees(corner[name], most) ? `От −${most} до ${most}` : undefined
        }
        onFocus={() => sketch.corner !== index && sketch.choose(sketch.at, index)}
      />
    </td>
  );
  return (
    <tr className={sketch.corner === index ? 'is-chosen' : undefined}>
      <th scope="row">{number}</th>
      {field('lat', 'широта', 90)}
      {field('lon', 'долгота', 180)}
      <td className="sketch__acts">
        <IconButton kind="quiet" icon="plus" label={`Вставить точку после ${number}`} onClick={onInsert} />
        <IconButton
          kind="quiet"
          icon="close"
          label={`Удалить точку ${number}`}
          onClick={() => sketch.remove(index)}
        />
      </td>
    </tr>
  );
}

function Pages(props: { page: number; count: number; onTurn: (page: number) => void }): ReactNode {
  const { page, count, onTurn } = props;
  const last = Math.ceil(count / PAGE) - 1;
  return (
    <>
      <Button disabledReason={page === 0 && 'Это первые точки'} onClick={() => onTurn(page - 1)}>
        Предыдущие
      </Button>
      <span>
        {page * PAGE + 1}–{Math.min(count, (page + 1) * PAGE)} из {count}
      </span>
      <Button disabledReason={page === last && 'Это последние точки'} onClick={() => onTurn(page + 1)}>
        Следующие
      </Button>
    </>
  );
}

/** The page on show: a corner taken in hand on the map brings its own. */
function usePage(count: number, corner: number | null): [number, (page: number) => void] {
  const [page, setPage] = useState(0);
  useEffect(() => {
    if (corner !== null) setPage(Math.floor(corner / PAGE));
  }, [corner]);
  return [Math.max(0, Math.min(page, Math.ceil(count / PAGE) - 1)), setPage];
}

/** A row that was added by its button is typed into next. */
function useTyped(count: number) {
  const table = useRef<HTMLTableElement>(null);
  const isNext = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the row is there
  useEffect(() => {
    if (!isNext.current) return;
    isNext.current = false;
    requestAnimationFrame(() => table.current?.querySelector<HTMLInputElement>('.is-chosen input')?.focus());
  }, [count]);
  return {
    table,
    next: () => {
      isNext.current = true;
    },
  };
}
