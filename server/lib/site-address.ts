/** What whole addresses in feeds, sets and catalogues begin with: their readers are no browsers and know no page they are on. */
export const siteOrigin = ({ publicUrl }: { publicUrl: string }): string => publicUrl || 'https://localhost';
