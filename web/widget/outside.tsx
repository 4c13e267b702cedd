import type { ReactNode } from 'react';

/** A link that opens a window says so to whoever does not see it. */
export const Outside = (): ReactNode => <span className="aloud"> (откроется в новом окне)</span>;
