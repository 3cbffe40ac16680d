/** With this a fragment begins that is a talk and not a scene. */
export const TALK_PREFIX = 'talk=';

/** Whether a fragment, with or without "#", is a talk, encoded as a whole or not. */
export function isTalkLink(fragment: string): boolean {
  return /^#?talk(?:=|%(?:25)*3D)/i.test(fragment);
}
