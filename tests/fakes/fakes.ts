import { startMaxFake } from './max/max-fake.ts';
import { startOkFake } from './ok/ok-fake.ts';
import { startVkFake } from './vk/vk-fake.ts';

interface RunningFake {
  url: string;
  /** As the page's form names them. */
  keys: Record<string, string>;
  /** Something to begin with. */
  example: { verb: string; body: string };
}

/** Every stand-in, as `npm run fakes` starts it. */
export const fakes: readonly { title: string; start: (port: number) => Promise<RunningFake> }[] = [
  {
    title: 'ВКонтакте',
    start: async (port) => {
      const { server, state } = await startVkFake({ port });
      const tokens = [...state.tokens].map(([token, kind]) => [kind, token] as const);
      return {
        url: server.url,
        keys: {
          страница: String(state.group.id),
          secret: state.secret,
          confirmation: state.confirmation,
          ...Object.fromEntries(tokens),
        },
        example: { verb: 'add-post', body: '{"text":"Когда починят дорогу?","from":101}' },
      };
    },
  },
  {
    title: 'MAX',
    start: async (port) => {
      const { server, state } = await startMaxFake({ port });
      return {
        url: server.url,
        keys: { страница: String(state.channel), token: state.token, secret: state.secret },
        example: { verb: 'add-message', body: '{"text":"Во дворе темно"}' },
      };
    },
  },
  {
    title: 'Одноклассники',
    start: async (port) => {
      const { server, state } = await startOkFake({ port });
      const { applicationKey, applicationSecret, token, groupToken, secret } = state;
      return {
        url: server.url,
        keys: { страница: state.group, applicationKey, applicationSecret, token, groupToken, secret },
        example: { verb: 'add-topic', body: '{"text":"Ремонт дороги"}' },
      };
    },
  },
];
