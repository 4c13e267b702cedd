import { useState } from 'react';
import type { replaceLayer } from '../../../../shared/contract/base/territory.ts';
import { announce } from '../../../lib/announce.ts';
import type { Command } from '../../../lib/commands/use-command.ts';
import type { Form } from '../../../ui/forms/use-form.ts';
import {
  type Areas,
  addArea,
  addRing,
  type Corner,
  insertCorner,
  type LayerName,
  type Ring,
  type RingAt,
  removeCorner,
  removeRing,
  setCorner,
} from './sketch.ts';
import { type Steps, useSteps } from './use-steps.ts';

interface Saving {
  form: Form<{ areas: Areas }>;
  save: Command<typeof replaceLayer>;
}

/** The line in hand, and the corner of it. */
interface Hand {
  at: RingAt;
  ring: Ring | undefined;
  corner: number | null;
  choose: (at: RingAt, corner?: number | null) => void;
}

interface Drawing {
  isDrawing: boolean;
  /** Begins a new line: of an area that is there, or of a new one. */
  draw: (area?: number) => void;
  /** Goes on with the line in hand. */
  goOn: () => void;
  finish: () => void;
  cancel: () => void;
}

interface Corners {
  /** A corner at the end of the line that is drawn, or after the one in hand. */
  place: (corner: Corner) => void;
  insert: (before: number, corner: Corner) => void;
  move: (index: number, corner: Partial<Corner>, mark: string) => void;
  remove: (index: number) => void;
}

/** What is drawn, which line is in hand, and the steps back. */
export type Sketch = Saving & Steps & Hand & Drawing & Corners & { layer: LayerName; areas: Areas };

export function useSketch(layer: LayerName, saving: Saving): Sketch {
  const steps = useSteps(saving.form);
  const { areas } = saving.form.values;
  const hand = useHand(areas);
  const drawing = useDrawing(saving.form, steps, hand);
  const corners = listActs(saving.form, steps, hand, drawing.isDrawing);
  return { layer, areas, ...saving, ...steps, ...hand, ...drawing, ...corners };
}

function useHand(areas: Areas): Hand {
  const [{ at, corner }, setHand] = useState<{ at: RingAt; corner: number | null }>({
    at: { area: 0, ring: 0 },
    corner: null,
  });
  const ring = areas[at.area]?.rings[at.ring];
  const isThere = corner !== null && corner < (ring?.corners.length ?? 0);
  return {
    at,
    ring,
    corner: isThere ? corner : null,
    choose: (next, chosen = null) => setHand({ at: next, corner: chosen }),
  };
}

const isSameLine = (one: RingAt, other: RingAt): boolean =>
  one.area === other.area && one.ring === other.ring;

function useDrawing(form: Saving['form'], steps: Steps, { at, ring, choose }: Hand): Drawing {
  /** The line that is being drawn, and what there was before it. */
  const [drawn, setDrawn] = useState<{ line: RingAt; before: Areas } | null>(null);
  const now = () => form.get().areas;
  return {
    // Steps back may have taken the line away: then nothing is drawn, until a step forth brings it back.
    isDrawing: drawn !== null && ring !== undefined && isSameLine(drawn.line, at),
    draw(area) {
      const next = area === undefined ? addArea(now()) : addRing(now(), area);
      const chosen = area ?? next.length - 1;
      const line = { area: chosen, ring: (next[chosen]?.rings.length ?? 1) - 1 };
      setDrawn({ line, before: now() });
      steps.change(next);
      choose(line);
      announce('Рисуем: нажимайте на карту точку за точкой');
    },
    goOn() {
      setDrawn({ line: at, before: now() });
      choose(at);
    },
    finish() {
      setDrawn(null);
      const count = ring?.corners.length ?? 0;
      // A line nobody put a corner on is no line.
      if (ring && count === 0) steps.change(removeRing(now(), at));
      announce(`Контур закончен: точек ${count}`);
    },
    cancel() {
      if (drawn) steps.change(drawn.before);
      setDrawn(null);
      choose({ area: Math.max(0, Math.min(at.area, (drawn?.before.length ?? 1) - 1)), ring: 0 });
      announce('Рисование отменено');
    },
  };
}

function listActs(
  form: Saving['form'],
  steps: Steps,
  { at, corner, choose }: Hand,
  isDrawing: boolean,
): Corners {
  const now = () => form.get().areas;
  const count = () => now()[at.area]?.rings[at.ring]?.corners.length ?? 0;
  const insert: Corners['insert'] = (before, placed) => {
    steps.change(insertCorner(now(), at, before, placed));
    choose(at, before);
    announce(`Точка ${before + 1}, всего ${count()}`);
  };
  return {
    insert,
    place: (placed) => insert(corner === null || isDrawing ? count() : corner + 1, placed),
    move: (index, patch, mark) => steps.change(setCorner(now(), at, index, patch), mark),
    remove(index) {
      steps.change(removeCorner(now(), at, index));
      const left = count();
      choose(at, left > 0 ? Math.min(index, left - 1) : null);
      announce(`Точка ${index + 1} удалена, осталось ${left}`);
    },
  };
}
