import type { WidgetAct } from '../../../shared/contract/participation/widgets.ts';
import { keysOf } from '../../../shared/known.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';

/** Which act is possible with a widget that works or does not, and what it says where it is not: sent as `can`, asked by each act. */
interface Rule {
  whenOn: boolean;
  whenOff: boolean;
  words: string;
}

export const widgetPolicy: Readonly<Record<WidgetAct, Rule>> = {
  change: { whenOn: true, whenOff: true, words: '' },
  'turn-on': { whenOn: false, whenOff: true, words: 'Виджет уже включён.' },
  'turn-off': { whenOn: true, whenOff: false, words: 'Виджет уже выключен.' },
};

const allowsAct = (act: WidgetAct, isOn: boolean): boolean =>
  isOn ? widgetPolicy[act].whenOn : widgetPolicy[act].whenOff;

export const offeredWidgetActs = (
  ctx: Pick<Ctx, 'actor'>,
  { is_on: isOn }: { is_on: boolean },
): WidgetAct[] =>
  hasPermission(ctx, 'widgets.keep') ? keysOf(widgetPolicy).filter((act) => allowsAct(act, isOn)) : [];

/** Refuses an act the table does not allow, in the words of its row. */
export function requireWidgetAct(
  ctx: Pick<Ctx, 'actor'>,
  { is_on: isOn }: { is_on: boolean },
  act: WidgetAct,
): void {
  if (!hasPermission(ctx, 'widgets.keep'))
    throw new AppError('lib.forbidden', 'Для этого действия у вас нет прав. Обратитесь к администратору.');
  if (!allowsAct(act, isOn)) throw new AppError('lib.conflict', widgetPolicy[act].words);
}
