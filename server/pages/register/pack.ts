import { z } from 'zod';
import { pageGrades } from '../../../shared/contract/pages/register.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const words = z.string().min(1);
const grade = z.strictObject({
  id: z.enum(pageGrades),
  title: words,
  about: words,
  norm: z.number().int().min(1),
  /** From this day of the ISO week on (1 = Monday) fewer posts are a warning. */
  warnings: z.array(
    z.strictObject({ weekday: z.number().int().min(1).max(7), least: z.number().int().min(1) }),
  ),
});

/** What official pages owe, and what is looked at on them: packs/pages/register. */
export const pagesPack = defineDatedPack(
  'official-pages',
  'pages/register/otklik-2026.json',
  {
    /** Where pages of a network are. */
    addresses: z.array(z.strictObject({ network: words, host: words, example: words })),
    standHours: z.number().int().min(1),
    /** Within so many working days what a page lacks is put right. */
    fixWorkingDays: z.number().int().min(1),
    grades: z.array(grade).length(pageGrades.length),
    checks: z
      .array(
        z.strictObject({
          id: z.string().regex(/^[a-z-]+$/u),
          title: words,
          about: words,
          livesDays: z.number().int().min(1).nullable(),
          /** Proved before a page that is being made is made. */
          toOpen: z.boolean(),
        }),
      )
      .min(1),
  },
  'На этот день нет норм официальных страниц.',
);

type Edition = ReturnType<typeof pagesPack.on>;
export type KnownCheck = Edition['checks'][number];
export type KnownGrade = Edition['grades'][number];

/** A grade as it is on a local day. Throws where the pack has none of this id, which its schema lets not happen. */
export function gradeOn(day: string, id: KnownGrade['id']): KnownGrade {
  const found = pagesPack.on(day).grades.find((one) => one.id === id);
  if (!found) throw new Error(`The pack of official pages has no grade ${id} on ${day}`);
  return found;
}
