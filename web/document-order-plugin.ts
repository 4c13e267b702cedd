import type { Plugin } from 'vite';

/**
 * A page is drawn by the server: a phone on a slow network needs its styles before its fonts, and its scripts last of all.
 * Styles are named first, and scripts are told to wait for what is painted.
 */
export function documentOrder(): Plugin {
  return {
    name: 'otklik-document-order',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html) {
        const styles = html.match(/ *<link rel="stylesheet"[^>]*>\n?/gu) ?? [];
        const rest = styles.reduce((text, style) => text.replace(style, ''), html);
        const waiting = rest.replaceAll(
          /<(script type="module"|link rel="modulepreload")/gu,
          '<$1 fetchpriority="low"',
        );
        // Functions: what is put in is never read as a pattern.
        return waiting.replace(/ *<title>/u, (title) => styles.join('') + title);
      },
    },
  };
}
