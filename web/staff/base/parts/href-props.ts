import type { LinkProps } from '@tanstack/react-router';

/** An address of the workplace as the router takes it. */
export function hrefProps(href: string): LinkProps {
  const [to, search = ''] = href.split('?');
  return { to, search: Object.fromEntries(new URLSearchParams(search)) } as unknown as LinkProps;
}
