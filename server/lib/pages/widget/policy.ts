import type { WidgetFiles } from './files.ts';

/** What a document of a widget may do: send forms, open our site in a window of its own; it has no origin, and so no cookies and no storage. */
export const SANDBOX = 'allow-scripts allow-forms allow-popups allow-popups-to-escape-sandbox';

/** The policy of a widget's document: framed by these sites alone, sandboxed wherever it is opened. */
export const framePolicy = (
  { frameHash, styleHash }: Pick<WidgetFiles, 'frameHash' | 'styleHash'>,
  origin: string,
  ancestors: readonly string[],
): string =>
  [
    "default-src 'none'",
    `script-src ${frameHash}`,
    `style-src ${styleHash}`,
    `img-src ${origin}`,
    `form-action ${origin}`,
    "base-uri 'none'",
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(' ') : "'none'"}`,
    `sandbox ${SANDBOX}`,
  ].join('; ');

/** The page on which a widget is tried: a site like any other, on which our own staff alone look. */
export const tryPolicy = (styleHash: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "frame-src 'self'",
    `style-src ${styleHash}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');
