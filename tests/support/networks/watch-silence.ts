import { MINUTE } from '../../../shared/time.ts';
import { type Row, readRows, type Series } from './series-rows.ts';

/** What went wrong with a post is to be seen within a minute of it; what came right meanwhile is no silence. */
export function watchSilence({ asked, dealt, report, time }: Series, rows: ReadonlyMap<string, Row>): void {
  for (const [text, at] of dealt) {
    const own = asked.flatMap((post) => (post.text === text ? (rows.get(post.id) ?? []) : []));
    const isTold = ({ state, reason, published_id: taken }: Row): boolean =>
      state === 'published' || reason !== '' || (state === 'publishing' && taken !== null);
    const isSilent = own.some((row) => row.attempts > 0 && !isTold(row));
    const silence = time.now() - at;
    if (isSilent && silence <= MINUTE) continue;
    if (isSilent) report.silent.push(text);
    report.longestSilence = Math.max(report.longestSilence, silence);
    dealt.delete(text);
  }
}

/** Does the background work with an eye on the posts that met a fault: its time passes in leaps, and a look at the end would see them late. */
export async function drainWatching(series: Series, rows: Map<string, Row>): Promise<void> {
  const drained = { is: false };
  const draining = series.server.drain().finally(() => {
    drained.is = true;
  });
  while (!drained.is) {
    const met = series.asked.filter(({ text }) => series.dealt.has(text)).map(({ id }) => id);
    if (met.length > 0) {
      await readRows(series, rows, met);
      watchSilence(series, rows);
    }
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  await draining;
}
