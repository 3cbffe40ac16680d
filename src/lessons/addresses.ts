import { pageAddress, pageQuery } from '../app/page-address.ts';

/** The query of a lesson, and of one of its parts; of the contents without an id. */
export function lessonLink(id = '', part?: string): string {
  const query = pageQuery(id === '' ? '?lesson' : `?lesson=${encodeURIComponent(id)}`);
  return part === undefined ? query : `${query}#${part}`;
}

/** The query of the glossary, at one of its terms. */
export function glossaryLink(id?: string): string {
  const query = pageQuery('?glossary');
  return id === undefined ? query : `${query}#${id}`;
}

/** The page with a scene. */
export function sceneLink(scene: string): string {
  return `${pageAddress()}#${scene}`;
}

/** The query of the questions that are due. */
export const reviewLink = (): string => pageQuery('?lesson&review');

/** The query of today's hill. */
export const blindLink = '?blind';
