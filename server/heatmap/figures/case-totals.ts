import { outcomes } from '../../../shared/contract/messages/cases.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { float64At } from '../../lib/typed-arrays.ts';
import type { FigureQuestion } from '../../messages/cases/index.ts';
import { askedMeasure } from './count-measure.ts';
import { type Cube, themeFact } from './cube/cube.ts';
import { importances } from './cube/marks.ts';
import { type CubeFilter, type CubeQuery, type Dimension, whole } from './cube/query.ts';
import { currentCube } from './feed/figures.ts';
import { dayNumber } from './feed/filter.ts';

/** A side of a list's filter: the dimension of the cube it is, and the name of a code there. */
interface NamedDimension {
  of: Dimension;
  name: (cube: Cube, code: number) => string | null;
}

const dimensions: Record<FigureQuestion['conditions'][number]['side'], NamedDimension> = {
  district: { of: 'district', name: ({ names }, code) => names.district.name(code) },
  block: { of: 'block', name: ({ names }, code) => names.block.name(code) },
  fact: { of: 'theme', name: ({ names }, code) => themeFact(names.theme.name(code)) },
  channel: { of: 'channel', name: ({ names }, code) => names.channel.name(code) },
  unit: { of: 'unit', name: ({ names }, code) => names.unit.name(code) },
  hexagon: { of: 'hexagon', name: ({ spots }, code) => spots.hexagons.name(code) },
  importance: { of: 'importance', name: (_, code) => importances[code - 1] ?? 'normal' },
  outcome: { of: 'outcome', name: (_, code) => outcomes[code - 1] ?? null },
  applicant: { of: 'applicant', name: (_, code) => (code === 1 ? 'cabinet' : 'contact') },
};

/** Cases a total may pass over in memory, some five milliseconds; beyond that the list says «больше 1 000». */
const MOST_READ = 500_000;

/**
 * How many cases a list holds, by the cube as it is now: one look at what has changed, then sums over cells. null where this
 * process holds no figures, or a filter that no sums know would cost a pass over a large city.
 */
export async function countByFigures(
  ctx: Ctx,
  question: FigureQuestion,
  mostRead = MOST_READ,
): Promise<number | null> {
  const cube = await currentCube(ctx, 0);
  if (!cube) return null;
  const query = readQuestion(cube, question, ctx.now);
  return cube.reads(query) > mostRead ? null : float64At(cube.count(query), 0);
}

function readQuestion(cube: Cube, { measure, from, to, conditions }: FigureQuestion, now: Date): CubeQuery {
  const filters = conditions.map(({ side, takes }): CubeFilter => {
    const { of, name } = dimensions[side];
    return { of, takes: (code) => takes(name(cube, code)) };
  });
  return {
    rows: whole,
    columns: whole,
    filters,
    from: from === null ? Number.NEGATIVE_INFINITY : dayNumber(from),
    to: to === null ? Number.POSITIVE_INFINITY : dayNumber(to),
    measure: askedMeasure(measure, false).id,
    now: now.getTime(),
  };
}
