import type { AcceptLine } from '../line.ts';
import { playFile } from '../play-file.ts';

interface Played {
  pages: number;
  bodies: number;
  own: { format: string; rows: number; same: number; entered: number; refused: number }[];
  isUntouched: boolean;
  lines: number;
  entered: number;
  refused: number;
  againEntered: number;
  unlike: number;
  compared: number;
  unequal: string[];
  values: Record<string, number | null>;
}

const told = (value: number | null | undefined): string => (value == null ? 'нет' : value.toFixed(4));

/** A drawn register: its table out and in, here and in an empty register; K16, K17, K19 against queries that know nothing of the program. */
export const line: AcceptLine = {
  title: 'Свод региона туда и обратно; показатели страниц против независимых запросов',
  async run({ seed, tell }) {
    const played = await playFile<Played>('pages/figures.played.ts', { PLAYED_SEED: String(seed) }, tell);
    if (typeof played === 'string') return { isHeld: false, figures: [played] };
    const { pages, bodies, own, isUntouched, lines, entered, refused, againEntered, unlike } = played;
    const { compared, unequal, values } = played;
    const isSame = own.every((one) => one.entered === 0 && one.refused === 0 && one.same === one.rows);
    return {
      isHeld:
        isSame && isUntouched && unlike === 0 && refused === 0 && againEntered === 0 && unequal.length === 0,
      figures: [
        `${pages} страниц, ${bodies} органов. Свой свод обратно: ${own.map(({ format, rows, entered: changes, refused: no }) => `${format} ${rows} строк, изменений ${changes}, отказов ${no}`).join('; ')}; отпечаток реестра ${isUntouched ? 'тот же' : 'другой'}`,
        `в пустой реестр: внесено ${entered}, отказов ${refused}, ещё раз ${againEntered}; строк ${lines}, отличается ${unlike} (без того, что доказывают снимком и чтением)`,
        `K16 ${told(values.K16)}, K17 ${told(values.K17)}, K19 ${told(values.K19)}: сверено ${compared} чисел города и 40 органов, расходится ${unequal.length}${unequal.length > 0 ? ` (${unequal.slice(0, 5).join('; ')})` : ''}`,
      ],
    };
  },
};
