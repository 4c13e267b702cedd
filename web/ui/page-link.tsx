import { Link, type LinkProps } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react';
import { type KnownAddress, splitAddress } from '../lib/page-address.ts';
import type { QueryText } from '../lib/url-query.ts';

/** A link to a page of the site: its address, with the query in it or apart. */
export function PageLink<To extends string>(
  props: Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> &
    Pick<LinkProps, 'activeOptions' | 'activeProps'> & {
      to: KnownAddress<To>;
      search?: QueryText | undefined;
      ref?: Ref<HTMLAnchorElement>;
    },
): ReactNode {
  const { to, search, ...rest } = props;
  return <Link {...rest} {...splitAddress(to, search)} />;
}
