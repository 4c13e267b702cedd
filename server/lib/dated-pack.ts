import { readFileSync } from 'node:fs';
import { z } from 'zod';
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
  legal: z.strictObject({ text: z.string().min(1) }),
  toVerify: z.boolean(),
};

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
