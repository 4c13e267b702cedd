import { type StoredPicture, storePicture } from '../../base/files/index.ts';
import type { Config } from '../../lib/config.ts';
import { createTurns } from '../../lib/database/in-turn.ts';
import { variantsOf } from '../lives/photo-plan.ts';
import { renderScene, sceneKinds } from '../scenes/pictures.ts';
import { pictureKey } from './batches.ts';

/** All at once they would take four hundred megabytes, which the process keeps. */
const drawInTurn = createTurns(2);

/** Draws the forty pictures of the demo and stores them; cases share them. Drawing again writes the same files. */
export async function storeScenes(config: Pick<Config, 'dataDir'>): Promise<Record<string, StoredPicture>> {
  const wanted = sceneKinds.flatMap((kind) =>
    Array.from({ length: variantsOf[kind] }, (_, variant) => variant).flatMap((variant) =>
      (['before', 'after'] as const).map((role) => ({ kind, variant, role })),
    ),
  );
  const stored = await Promise.all(
    wanted.map((one) =>
      drawInTurn(async () => {
        const picture = await renderScene(one.kind, one.variant + 1, one.role);
        return [pictureKey(one), await storePicture(config, picture)] as const;
      }),
    ),
  );
  return Object.fromEntries(stored);
}
