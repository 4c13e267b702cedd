import { networkConnector } from './base/networks/index.ts';
import { createEmailConnector } from './connectors/email/index.ts';
import { maxConnector } from './connectors/max/max.ts';
import { okConnector } from './connectors/ok/ok.ts';
import { rssConnector } from './connectors/rss/index.ts';
import { vkConnector } from './connectors/vk/vk.ts';
import type { ModuleManifest } from './lib/module/module.ts';
import { provide } from './lib/module/port.ts';

/** Every network the centre speaks with, a line each, by its id in the pack of networks. */
export const connectorsModule: ModuleManifest = {
  name: 'connectors',
  provides: [
    provide(networkConnector, vkConnector, 'vk'),
    provide(networkConnector, maxConnector, 'max'),
    provide(networkConnector, okConnector, 'ok'),
    provide(networkConnector, rssConnector, 'rss'),
    provide(networkConnector, createEmailConnector({ now: () => new Date() }), 'email'),
  ],
};
