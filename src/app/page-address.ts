/**
 * An address within the page, in the language that the page's own address asks for: whoever follows a link in another
 * language reads on in it.
 * @param query as it stands in the link, empty or with its "?"
 */
export function pageQuery(query: string, search = location.search): string {
  const language = new URLSearchParams(search).get('lang');
  if (language === null) return query;
  return `${query === '' ? '?' : `${query}&`}lang=${encodeURIComponent(language)}`;
}

/** The page itself, as `pageQuery` says. */
export const pageAddress = (): string => location.pathname + pageQuery('');
