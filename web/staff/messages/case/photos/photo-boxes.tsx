import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import {
  getPhotoBoxes,
  type PhotoBox,
  setPhotoBoxes,
} from '../../../../../shared/contract/messages/cases-photos.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { announce } from '../../../../lib/announce.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useRoute } from '../../../../lib/query.ts';
import { showToast } from '../../../../lib/toast.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import type { Photo } from '../../../../ui/photos/photo-grid.tsx';
import { Loadable } from '../../../../ui/states.tsx';
import { boxBetween, isDrawn, moveBox, pressBox, resizeBox } from '../box-shape.ts';
import './photo-boxes.css';
import { Failures } from '../../../../ui/failures/failures.tsx';

interface Props {
  caseId: string;
  photo: Photo;
  mayRelease: boolean;
  onSaved: (released: boolean) => void;
  onClose: () => void;
}

/** Covers faces and plates before a photo is shown: by mouse, finger or keys. */
export function PhotoBoxesDialog(props: Props): ReactNode {
  const known = useRoute(
    getPhotoBoxes,
    { params: { id: props.caseId, fileId: props.photo.id } },
    { keepOld: false },
  );
  return known.data ? (
    <BoxEditor {...props} start={known.data} />
  ) : (
    <Dialog isOpen isWide title="Закрыть лица и номера" onClose={props.onClose}>
      <Loadable query={known} failed="Рамки не загрузились">
        {() => null}
      </Loadable>
    </Dialog>
  );
}

type Numbered = PhotoBox & { key: number };

function BoxEditor(props: Props & { start: { boxes: PhotoBox[]; released: boolean } }): ReactNode {
  const { caseId, photo, mayRelease, start, onClose } = props;
  const [boxes, setBoxes] = useState<Numbered[]>(() => start.boxes.map((box, key) => ({ ...box, key })));
  const save = useCommand(setPhotoBoxes, {
    onDone: ({ released }) => {
      const shown = boxes.length > 0 ? 'Фото выпущено с закрытыми местами' : 'Фото выпущено как есть';
      showToast(released ? shown : 'Рамки записаны, фото никому не показано');
      props.onSaved(released);
      onClose();
    },
  });
  const send = (release?: boolean): void =>
    save.mutate({
      params: { id: caseId, fileId: photo.id },
      body: { boxes: boxes.map(({ key: _, ...box }) => box), ...(release !== undefined && { release }) },
    });
  return (
    <Dialog
      isOpen
      isWide
      title="Закрыть лица и номера"
      onClose={onClose}
      foot={
        <>
          {start.released && (
            <Button busy={save.isPending} onClick={() => send(false)}>
              Отозвать показ
            </Button>
          )}
          <Button busy={save.isPending} onClick={() => send()}>
            Записать рамки
          </Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabledReason={!mayRelease && 'Житель не согласился на показ'}
            onClick={() => send(true)}
          >
            {boxes.length > 0 ? 'Выпустить с рамками' : 'Выпустить без рамок'}
          </Button>
        </>
      }
    >
      <p>
        Проведите по фото, чтобы закрыть место. Рамку под фокусом двигают стрелки, с Shift они меняют размер,
        Delete убирает. Жители получат копию, где под рамками ничего нет.
      </p>
      <Canvas photo={photo} boxes={boxes} setBoxes={setBoxes} />
      <p className="small" role="status">
        {boxes.length > 0 ? counted(boxes.length, 'рамка', 'рамки', 'рамок') : 'Рамок нет'}
      </p>
      <Failures of={save} />
    </Dialog>
  );
}

interface Drag {
  kind: 'draw' | 'move' | 'resize';
  key: number;
  from: { x: number; y: number };
  box: PhotoBox;
}

function Canvas(props: {
  photo: Photo;
  boxes: Numbered[];
  setBoxes: (change: (boxes: Numbered[]) => Numbered[]) => void;
}): ReactNode {
  const { photo, boxes, setBoxes } = props;
  const area = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const nextKey = useRef(boxes.length);
  const put = (key: number, box: PhotoBox): void =>
    setBoxes((all) => all.map((one) => (one.key === key ? { ...box, key } : one)));
  const remove = (key: number): void => {
    setBoxes((all) => all.filter((one) => one.key !== key));
    announce('Рамка убрана');
    area.current?.querySelector<HTMLElement>('.boxes__add')?.focus();
  };
  const add = (box: PhotoBox): number => {
    const key = nextKey.current;
    nextKey.current += 1;
    setBoxes((all) => [...all, { ...box, key }]);
    return key;
  };
  const pointOf = (event: PointerEvent): { x: number; y: number } => {
    const frame = area.current!.querySelector('.boxes__picture')!.getBoundingClientRect();
    return { x: (event.clientX - frame.left) / frame.width, y: (event.clientY - frame.top) / frame.height };
  };
  const begin = (event: PointerEvent, kind: Drag['kind'], key: number, box: PhotoBox): void => {
    if (event.button !== 0) return;
    event.stopPropagation();
    area.current?.setPointerCapture(event.pointerId);
    drag.current = { kind, key, from: pointOf(event), box };
  };
  const move = (event: PointerEvent): void => {
    const held = drag.current;
    if (!held) return;
    const at = pointOf(event);
    const [dx, dy] = [at.x - held.from.x, at.y - held.from.y];
    if (held.kind === 'draw') put(held.key, boxBetween(held.from, at));
    else put(held.key, held.kind === 'move' ? moveBox(held.box, dx, dy) : resizeBox(held.box, dx, dy));
  };
  const end = (): void => {
    const held = drag.current;
    drag.current = null;
    // A click without a drag leaves no speck.
    if (held?.kind === 'draw') setBoxes((all) => all.filter((one) => one.key !== held.key || isDrawn(one)));
  };
  return (
    <div ref={area} className="boxes" onPointerMove={move} onPointerUp={end} onPointerCancel={end}>
      <div
        className="boxes__picture"
        onPointerDown={(event) => {
          const from = pointOf(event);
          const empty = { ...from, width: 0, height: 0 };
          begin(event, 'draw', add(empty), empty);
        }}
      >
        <img src={photo.full} alt={photo.alt} draggable={false} />
        {boxes.map((box, at) => (
          <Box
            key={box.key}
            box={box}
            label={`Рамка ${at + 1} из ${boxes.length}`}
            onHold={(event, kind) => begin(event, kind, box.key, box)}
            onChange={(next) => put(box.key, next)}
            onRemove={() => remove(box.key)}
          />
        ))}
      </div>
      <span>
        <button
          type="button"
          className="button boxes__add"
          onClick={() => {
            add({ x: 0.4, y: 0.4, width: 0.2, height: 0.2 });
            setTimeout(() => [...area.current!.querySelectorAll<HTMLElement>('.boxes__box')].at(-1)?.focus());
          }}
        >
          Добавить рамку
        </button>
      </span>
    </div>
  );
}

function Box(props: {
  box: PhotoBox;
  label: string;
  onHold: (event: PointerEvent, kind: 'move' | 'resize') => void;
  onChange: (box: PhotoBox) => void;
  onRemove: () => void;
}): ReactNode {
  const { box, label, onHold, onChange, onRemove } = props;
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Delete' || event.key === 'Backspace') {
      event.preventDefault();
      onRemove();
      return;
    }
    const next = pressBox(box, event.key, event.shiftKey);
    if (!next) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };
  const share = (value: number): string => `${value * 100}%`;
  return (
    <button
      type="button"
      className="boxes__box"
      aria-label={label}
      style={{ left: share(box.x), top: share(box.y), width: share(box.width), height: share(box.height) }}
      onPointerDown={(event) => onHold(event, 'move')}
      onKeyDown={press}
    >
      <span className="boxes__corner" onPointerDown={(event) => onHold(event, 'resize')} />
    </button>
  );
}
