import { useEffect } from 'react';
import { locatePoint } from '../../../shared/contract/base/territory.ts';
import { formatDistance } from '../../../shared/text/numbers.ts';
import { useRoute } from '../../lib/query.ts';
import { useSession } from '../../lib/session.ts';
import type { Point, SubmitDraftState } from './submit-draft.ts';

/** A house further than this is only «рядом», metres. */
const near = 60;

/** What stands at the chosen point: its address goes into the field, and a point outside the city is said to be so. */
export function usePlaceWords({ value, change }: SubmitDraftState): { found: string; outside: string } {
  const { point, placeSource } = value;
  const city = useSession()?.city.title ?? '';
  const isAsked = point !== null && placeSource !== 'address' && placeSource !== 'text';
  const located = useRoute(
    locatePoint,
    { query: { lat: point?.lat ?? 0, lon: point?.lon ?? 0 } },
    { enabled: isAsked, keepOld: false, staleTime: 600_000 },
  );
  const reply = isAsked ? located.data : undefined;
  const distance = point && reply?.nearest ? measure(point, reply.nearest) : Number.POSITIVE_INFINITY;
  useEffect(() => {
    if (!reply) return;
    const { nearest } = reply;
    const isHere = reply.isInside && nearest !== null && distance <= near;
    change({
      isOutside: !reply.isInside,
      address: isHere ? nearest.label : '',
      streetId: isHere ? (nearest.streetId ?? '') : '',
      house: isHere ? (nearest.house ?? '') : '',
    });
  }, [reply, distance, change]);
  if (!isAsked) return { found: '', outside: '' };
  if (!reply)
    return {
      found: located.error ? 'Адрес точки не определился, но сама точка сохранена.' : 'Определяем адрес…',
      outside: '',
    };
  if (!reply.isInside) return { found: '', outside: `Это другой округ, не ${city || 'наш'}` };
  if (distance <= near) return { found: '', outside: '' };
  const around = reply.nearest ? `, до дома «${reply.nearest.label}» ${formatDistance(distance)}` : '';
  return {
    found: `Точка на карте${reply.gridCell ? `, квадрат ${reply.gridCell}` : ''}${around}.`,
    outside: '',
  };
}

/** Metres between two points of one city. */
export function measure(a: Point, b: { lat: number | null; lon: number | null }): number {
  if (b.lat === null || b.lon === null) return Number.POSITIVE_INFINITY;
  const x = (b.lon - a.lon) * Math.cos((a.lat * Math.PI) / 180);
  return Math.round(Math.hypot(x, b.lat - a.lat) * 111_195);
}
