import type { Port, Ports } from '../../server/lib/module/port.ts';
import type { Services } from '../../server/lib/module/unit-of-work.ts';

/** One port is answered by the test instead of the module that does; the function that is given back ends it. */
export function answerInstead<T>(services: Services, port: Port<T>, value: T, key = ''): () => void {
  const given = services.ports;
  const find: Ports['find'] = (asked, askedKey = '') =>
    asked.name === port.name && askedKey === key ? (value as never) : given.find(asked, askedKey);
  const list: Ports['list'] = (asked) => (asked.name === port.name ? [value as never] : given.list(asked));
  services.ports = { find, list };
  return () => {
    services.ports = given;
  };
}
