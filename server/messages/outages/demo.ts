import { randomUUID } from 'node:crypto';
import type { createOutage as createOutageRoute } from '../../../shared/contract/messages/outages.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { localDate, localTime } from '../../base/deadlines/index.ts';
import { actingAs, type Ctx } from '../../lib/module/context.ts';
import { joinOutage } from './joining.ts';
import { createOutage, markOnSite, moveTerm } from './keep.ts';

type Body = HandlerInput<typeof createOutageRoute>['body'];

/** A moment so many hours from now, to the half hour, as the form writes it. */
function inHours({ now }: Ctx, hours: number): { day: string; time: string } {
  const half = 1_800_000;
  const at = new Date(Math.round((now.getTime() + hours * 3_600_000) / half) * half);
  return { day: localDate(at), time: localTime(at) };
}

function bodyOf(ctx: Ctx, hours: readonly [begins: number, until: number | null], said: Partial<Body>): Body {
  const begins = inHours(ctx, hours[0]);
  const until = hours[1] === null ? null : inHours(ctx, hours[1]);
  return {
    resource: 'hot-water',
    isPlanned: false,
    reason: '',
    unitId: null,
    repairer: '',
    addresses: '',
    wholeDistricts: [],
    problemId: null,
    ...said,
    beginsOn: begins.day,
    beginsAt: begins.time,
    untilOn: until?.day ?? null,
    untilAt: until?.time ?? null,
  };
}

/** Residents who stand with the first of them. */
const JOINED = 23;

/** Outages of the demo city, by the commands of staff and residents: one that runs, one late, one moved, two ahead. */
export async function seedDemoOutages(ctx: Ctx): Promise<void> {
  const write = (hours: readonly [number, number | null], said: Partial<Body>) =>
    createOutage(ctx, { body: bodyOf(ctx, hours, said) });
  const heat = '«Тепло Синары»';
  const running = await write([-7, 4], {
    reason: 'порыв трубы у дома 18',
    repairer: heat,
    addresses: 'Алюминиевая, 10–28 чётные',
  });
  await markOnSite(ctx, { params: { id: running.id }, body: { version: running.version }, query: undefined });
  const stranger = actingAs(ctx, { kind: 'anonymous' });
  for (let at = 0; at < JOINED; at += 1)
    await joinOutage(stranger, {
      params: { id: running.id },
      body: { clientKey: randomUUID() },
      query: undefined,
    });
  await write([-5, -1], {
    resource: 'power',
    reason: 'обрыв провода',
    repairer: 'Горэлектросети',
    addresses: 'Каменская, 1–15 нечётные',
  });
  const moved = await write([-26, 2], {
    resource: 'heat',
    reason: 'замена задвижки в тепловой камере',
    repairer: heat,
    addresses: 'Чайковского, 1–20\nКалинина, 30–40',
  });
  const later = inHours(ctx, 9);
  const term = { untilOn: later.day, untilAt: later.time, reason: 'ждут задвижку со склада' };
  await moveTerm(ctx, {
    params: { id: moved.id },
    body: { version: moved.version, ...term },
    query: undefined,
  });
  const planned = { isPlanned: true, repairer: 'Водоканал' };
  await write([20, 28], {
    ...planned,
    resource: 'cold-water',
    reason: 'промывка сети',
    addresses: 'Кунавина',
  });
  await write([68, 74], {
    ...planned,
    resource: 'power',
    reason: 'ремонт подстанции',
    repairer: 'Горэлектросети',
    wholeDistricts: ['villages'],
  });
}
