import { Link, type LinkProps } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { splitAddress } from '../lib/page-address.ts';
import type { QueryText } from '../lib/url-query.ts';

/** A link to a page of the site: its address, with the query in it or apart. */
export function PageLink(
  props: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> &
    Pick<LinkProps, 'activeOptions' | 'activeProps'> & {
      to: string;
      search?: QueryText | undefined;
      ref?: Ref<HTMLAnchorElement>;
    },
): ReactNode {
  const { to, search, ...rest } = props;
  return <Link {...rest} {...splitAddress(to, search)} />;
}
