import { text } from 'node:stream/consumers';
import type { replaceLayer as replaceRoute } from '../../../../shared/contract/base/territory.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange, Upload } from '../../../lib/module/module.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { loadTerritory } from './city.ts';
import { readBoundary, readDistricts } from './layer-input.ts';

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
  const { districts, warnings } =
    params.name === 'districts' ? readDistricts(data) : { districts: [readBoundary(data)], warnings: [] };
  const features = districts.length;
  await runMutation(services, ctx, (tx) => storeLayer(tx, params.name, source, features));
  await loadTerritory(services.database, ctx.config.city);
  return { features, warnings };
}
