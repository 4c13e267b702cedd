import { z } from 'zod';
import { NetworkFailure, type PageAccess, type PageProfile } from '../../base/networks/index.ts';

interface Together {
  /** Pages the network answers for at once. */
  most: number;
  /** Pages of one key are asked together. */
  keyOf: (access: PageAccess) => string;
  /** Of these pages in their order, by the keys of the first. */
  ask: (pages: readonly PageAccess[], first: PageAccess) => Promise<(PageProfile | NetworkFailure)[]>;
}

/** Asks for pages in as few questions as their keys allow. What a question fails by is the failure of each of its pages. */
export async function readTogether(
  pages: readonly PageAccess[],
  { most, keyOf, ask }: Together,
): Promise<(PageProfile | NetworkFailure)[]> {
  const read = new Map<PageAccess, PageProfile | NetworkFailure>();
  const questions = [...Map.groupBy(pages, keyOf).values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / most) }, (_, at) => own.slice(at * most, (at + 1) * most)),
  );
  await Promise.all(
    questions.map(async (own) => {
      const [first] = own;
      if (!first) return;
      const told = await ask(own, first).catch((error: unknown) => {
        if (error instanceof NetworkFailure) return own.map(() => error);
        throw error;
      });
      for (const [at, access] of own.entries()) {
        const one = told[at];
        if (one) read.set(access, one);
      }
    }),
  );
  return pages.map((access) => read.get(access) ?? new NetworkFailure('form', 'Сеть ответила не обо всех'));
}

/**
 * What a network told of many at once, by the id of each. One whose form is wrong fails by itself, and the rest are read; where one does not
 * even name itself, nobody knows which of those asked for it was.
 */
export function readEachApart<T>(
  told: readonly unknown[],
  shape: z.ZodType<T>,
  idOf: (one: T) => string,
): (id: string) => T | NetworkFailure | undefined {
  const read = new Map<string, T | NetworkFailure>();
  const wrong = new NetworkFailure('form', 'Сеть рассказала о странице не в том виде, какой описан');
  let isNamelessThere = false;
  for (const one of told) {
    const { data } = shape.safeParse(one);
    const named = z
      .looseObject({ id: z.unknown().optional(), uid: z.unknown().optional() })
      .safeParse(one).data;
    const id = data === undefined ? (named?.id ?? named?.uid) : idOf(data);
    if (typeof id === 'string' || typeof id === 'number') read.set(String(id), data ?? wrong);
    else isNamelessThere = true;
  }
  return (id) => read.get(id) ?? (isNamelessThere ? wrong : undefined);
}

/** What stands there, each once, without what is empty. */
export const trimmed = (values: readonly (string | null | undefined)[]): string[] => [
  ...new Set(values.flatMap((value) => value?.trim() || [])),
];
