import type { ConnectedSystem } from '../../../shared/contract/base/exchange.ts';
import { defineCheck, type FoundFault, notInDemo } from '../../lib/health/health-check.ts';
import { listConnected } from './board.ts';
import { type FaultState, faultOf } from './judge.ts';

const describeSystem = ({ title, words }: ConnectedSystem): string => (words ? `${title} (${words})` : title);

export const exchangeCheck = defineCheck({
  id: 'exchange.systems',
  looksAt: 'Обмен с внешними системами',
  faults: {
    errors: {
      severity: 'warning',
      title: 'Ошибки обмена',
      cure: 'Откройте «Обмен»: там, у какой системы и что она ответила. Кто за неё отвечает, назначают там же.',
      link: '/staff/exchange',
    },
    waiting: {
      severity: 'warning',
      title: 'Копится очередь обмена',
      cure: 'Откройте «Обмен» и проверьте, отвечает ли система и не истёк ли её ключ.',
      link: '/staff/exchange',
    },
    silent: {
      severity: 'warning',
      title: 'Система молчит дольше заданного',
      cure: 'Спросите у владельца системы, работает ли она; срок молчания меняют в «Обмене».',
      link: '/staff/exchange',
    },
  },
  run: async (ctx) => {
    // As the letters of the watch: a demonstration speaks to nobody.
    if (ctx.config.isDemo) return notInDemo;
    const systems = await listConnected(ctx);
    const states: readonly FaultState[] = ['errors', 'waiting', 'silent'];
    return states.flatMap((code): FoundFault<FaultState>[] => {
      const bad = systems.filter(({ state, silentAfterHours }) => faultOf(state, silentAfterHours) === code);
      return bad.length > 0 ? [{ code, words: `${bad.map(describeSystem).join('; ')}.` }] : [];
    });
  },
});
