import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { findCityEdition } from './city.ts';
import { type Dated, holdsOn } from './dated.ts';
import { AppError } from './errors.ts';
import { once } from './once.ts';

const versionDates = {
  version: z.string().min(1),
  validFrom: z.iso.date(),
  validTo: z.iso.date().nullable(),
};

/** What every pack of dated versions says of itself besides its versions. */
const packHead = {
  id: z.string(),
  title: z.string(),
  note: z.string(),
  legal: z.strictObject({
    text: z.string().min(1),
    /** The municipality whose act it is, as its card is titled; without it a law of the whole country. */
    of: z.string().optional(),
  }),
  toVerify: z.boolean(),
};

/** What stands in place of another municipality's act: each has one of its own. */
const OWN_ACT = 'положение о муниципальном центре управления, которое утверждает администрация (образец)';

/**
 * A pack of `packs/<file>` whose versions hold one after another, read once. `shape` is what a version says besides its
 * dates; `missing` is said where no version holds. `read` and `on` throw when the file is not such a pack.
 */
export function defineDatedPack<S extends z.core.$ZodLooseShape>(
  kind: string,
  file: string,
  shape: S,
  missing: string,
) {
  const schema = z.strictObject({
    kind: z.literal(kind),
    ...packHead,
    versions: z.array(z.strictObject({ ...versionDates, ...shape })).min(1),
  });
  type Pack = z.output<typeof schema>;
  const read = once(
    (): Pack =>
      schema.parse(JSON.parse(readFileSync(new URL(`../../packs/${file}`, import.meta.url), 'utf8'))),
  );
  return {
    read,
    /** On what it stands here: the act of another municipality is not cited. */
    ground(): string {
      const { text, of } = read().legal;
      const own = findCityEdition()?.card.names.title.nominative;
      return of === undefined || of === own ? text : OWN_ACT;
    },
    /** The version in force on a local day; before the first one, the first. */
    on(day: string): Pack['versions'][number] {
      const { versions } = read();
      const first = versions[0];
      const found =
        versions.find((version) => holdsOn(version as Dated, day)) ??
        (first && day < (first as Dated).validFrom ? first : undefined);
      if (!found) throw new AppError('lib.not-found', missing);
      return found;
    },
  };
}
