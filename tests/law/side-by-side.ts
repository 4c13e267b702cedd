/** As many at once as a server has people: the day is one for all, and no case waits for another. */
const AT_ONCE = 4;

export async function sideBySide<T>(list: readonly T[], play: (one: T) => Promise<void>): Promise<void> {
  const waiting = [...list];
  const work = async () => {
    for (let one = waiting.shift(); one !== undefined; one = waiting.shift()) await play(one);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
