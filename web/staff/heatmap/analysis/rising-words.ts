import type { RisingTopic } from '../../../../shared/contract/heatmap/analysis.ts';
import { formatDecimal } from '../../../../shared/text/numbers.ts';
import { counted, plural } from '../../../../shared/text/plural.ts';

/** «в 2,4 раза больше ожидаемого»; of what was hardly ever told before no times can be counted. */
export function describeGrowth({ growth, expected }: Pick<RisingTopic, 'growth' | 'expected'>): string {
  if (expected < 1) return 'раньше почти не писали';
  const rounded = Math.round(growth * 10) / 10;
  return `в ${formatDecimal(rounded)} ${plural(rounded, 'раз', 'раза', 'раз')} больше ожидаемого`;
}

/** Why it is called a rise: what it is compared with, the season, how likely it is by chance, where most of it is. */
export function explainRise(
  topic: Pick<RisingTopic, 'usual' | 'season' | 'expected' | 'chance' | 'former' | 'districts'>,
  days: number,
  district: (id: string | null) => string,
): string[] {
  const { usual, season, expected, chance, former, districts } = topic;
  const length = counted(days, 'день', 'дня', 'дней');
  return [
    `Обычно за ${length} — ${formatDecimal(usual)}: середина прежних ${former.length} таких же периодов (${former.join(', ')}).`,
    ...(season >= 1
      ? [
          `Год назад в эти недели было на ${formatDecimal(season)} больше, чем перед ними, поэтому ожидалось ${formatDecimal(expected)}.`,
        ]
      : []),
    describeChance(chance),
    ...districts.slice(0, 2).map((one) => {
      const name = one.districtId === null ? 'без территории' : district(one.districtId) || one.districtId;
      return `${name}: ${one.count} при обычных ${formatDecimal(one.usual)}.`;
    }),
  ];
}

function describeChance(chance: number): string {
  if (chance < 1e-6) return 'Случайно столько бывает реже чем один раз на миллион.';
  return `Случайно столько бывает примерно один раз на ${Math.round(1 / chance).toLocaleString('ru')}.`;
}
