import { text } from 'node:stream/consumers';
import type { replaceLayer as replaceRoute } from '../../../../shared/contract/base/territory.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { BLANK_GROUND } from '../../../lib/city.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange, Upload } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { currentTerritory, loadTerritory } from './city.ts';
import type { AreaGeometry } from './geo.ts';
import { readBoundary, readDistricts } from './layer-input.ts';
import { doAreasMeet, findOutlineFault } from './outline-faults.ts';

type Replace = typeof replaceRoute;
type LayerName = HandlerInput<Replace>['params']['name'];

async function readJson({ stream }: Upload): Promise<{ source: string; data: unknown }> {
  // Programs of Windows begin a file with a mark that JSON does not know.
  const source = (await text(stream)).replace(/^\uFEFF/, '');
  if (stream.truncated)
    throw new AppError('lib.too-large', 'Слой больше 25 МБ. Упростите контуры и повторите.');
  try {
    return { source, data: JSON.parse(source) };
  } catch {
    throw new AppError(
      'lib.bad-input',
      'Файл не читается как GeoJSON. Выгрузите слой из ГИС в формате GeoJSON (WGS 84).',
    );
  }
}

const refuse = (words: string): never => {
  throw new AppError('lib.bad-input', words);
};

function readDistrictLayer(data: unknown): { features: number; warnings: string[] } {
  const { districts, warnings } = readDistricts(data);
  const boundary = boundaryInForce();
  for (const { title, geometry } of districts) {
    const fault = findOutlineFault(geometry);
    if (fault) refuse(`«${title}»: ${fault}.`);
    if (boundary && !doAreasMeet(geometry, boundary))
      refuse(
        `«${title}» весь лежит вне границы города. Проверьте его точки; если неверна граница, сначала замените её.`,
      );
  }
  return { features: districts.length, warnings };
}

function readBoundaryLayer(data: unknown): { features: number; warnings: string[] } {
  const boundary = readBoundary(data);
  const fault = findOutlineFault(boundary);
  if (fault) refuse(`Граница города: ${fault}.`);
  const outside = currentTerritory().districts.filter(({ geometry }) => !doAreasMeet(geometry, boundary));
  const warnings = outside
    .slice(0, MOST_TOLD)
    .map(({ title }) => `«${title}» остался вне новой границы: замените районы`);
  const rest = outside.length - warnings.length;
  if (rest > 0) warnings.push(`Вне новой границы ещё ${counted(rest, 'район', 'района', 'районов')}`);
  return { features: 1, warnings };
}

/** A city given anew may have hundreds of districts of the one before. */
const MOST_TOLD = 10;

/** A ground nobody has given is the whole country: it refuses nobody's district. */
function boundaryInForce(): AreaGeometry | null {
  const { pack, hasOwnBoundary, boundary } = currentTerritory();
  return hasOwnBoundary || pack.city.id !== BLANK_GROUND ? boundary : null;
}

/** Keeps the layer in the caller's transaction. */
async function storeLayer(ctx: Ctx, name: LayerName, geojson: string, features: number): Promise<void> {
  const row = {
    geojson,
    version: newId(),
    uploaded_by: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    uploaded_at: ctx.now,
  };
  await ctx.db
    .insertInto('territory.layer')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
  ctx.audit({ action: 'territory.replace-layer', object: 'layer', objectId: name, data: { features } });
}

/**
 * Puts an administrator's layer in force: here once it is committed, in other processes within seconds. New cases are
 * placed by it; those placed before keep their district.
 */
export async function replaceLayer(
  ctx: Ctx,
  { params }: HandlerInput<Replace>,
  { upload, services }: Exchange,
): Promise<RouteReplyInput<Replace>> {
  const { source, data } = await readJson(upload!);
  const { features, warnings } =
    params.name === 'districts' ? readDistrictLayer(data) : readBoundaryLayer(data);
  await runMutation(services, ctx, (tx) => storeLayer(tx, params.name, source, features));
  await loadTerritory(services.database, ctx.config.city);
  return { features, warnings };
}
