/** The query of a lesson, and of one of its parts; of the contents without an id. */
export function lessonLink(id = '', part?: string): string {
  const query = id === '' ? '?lesson' : `?lesson=${encodeURIComponent(id)}`;
  return part === undefined ? query : `${query}#${part}`;
}

/** The query of the glossary, at one of its terms. */
export function glossaryLink(id?: string): string {
  return id === undefined ? '?glossary' : `?glossary#${id}`;
}

/** The page with a scene. */
export function sceneLink(scene: string): string {
  return `${location.pathname}#${scene}`;
}

/** The query of the questions that are due. */
export const reviewLink = '?lesson&review';
