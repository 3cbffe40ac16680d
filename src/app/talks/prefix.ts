/** With this a fragment begins that is a talk and not a scene. */
export const TALK_PREFIX = 'talk=';
