/** The buttons whose code comes when they are pressed. */
export const lateTools = {
  addScene: 'Add this scene to the talk',
  talk: 'Talk',
  present: 'Present',
  export: 'Export',
  notLoaded: 'This part of the page could not be loaded. Is there a network?',
} as const;
