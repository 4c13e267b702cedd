import { z } from 'zod';
import { defineDatedPack } from '../../lib/dated-pack.ts';

const measure = z.strictObject({
  code: z.string().regex(/^[a-z-]{2,40}$/u),
  title: z.string().min(3),
  clause: z.string().min(1),
  result: z.string().min(1),
  fromMonth: z.int().min(0).max(60),
  months: z.int().min(1).max(60),
});

/** Measures by the decree: packs/group/roadmap. */
export const roadmapPack = defineDatedPack(
  'roadmap',
  'group/roadmap/otklik-2026.json',
  {
    sections: z.array(z.strictObject({ title: z.string().min(1), measures: z.array(measure).min(1) })).min(1),
  },
  'На этот день нет мероприятий дорожной карты.',
);

export interface PackMeasure extends z.output<typeof measure> {
  section: string;
}

/** Measures of the version in force on a local day, in their order. */
export const packMeasuresOn = (localDay: string): PackMeasure[] =>
  roadmapPack
    .on(localDay)
    .sections.flatMap(({ title, measures }) => measures.map((one) => ({ ...one, section: title })));
