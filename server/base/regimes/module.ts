import { listRegimeSigns, resolveRegimeRoute } from '../../../shared/contract/base/regimes.ts';
import { cityDay } from '../../lib/city.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { currentRegimes, decideRegime, requireSigns } from './current.ts';

export const regimesModule: ModuleManifest = {
  name: 'regimes',
  routes: [
    handle(listRegimeSigns, async () => {
      const { signs, title, version } = currentRegimes();
      return { signs, packTitle: title, packVersion: version };
    }),
    handle(resolveRegimeRoute, async (ctx, { body }) => {
      requireSigns(body.signs);
      return decideRegime({ ...body, receivedOn: body.receivedOn ?? cityDay(ctx.config, ctx.now) });
    }),
  ],
  start: async () => {
    currentRegimes();
  },
};
