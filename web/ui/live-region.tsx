import type { ReactNode } from 'react';
import { announcement } from '../lib/announce.ts';
import { useStore } from '../lib/store.ts';

/** Where `announce()` speaks. One per entry, outside everything that is made inert. */
export function LiveRegion(): ReactNode {
  const { text, count } = useStore(announcement);
  return (
    <div className="aloud" role="status" aria-live="polite">
      {/* An equal sentence is spoken again because its element is another one */}
      <span key={count}>{text}</span>
    </div>
  );
}
