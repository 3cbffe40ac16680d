import { spoken } from '../spoken.ts';

/** The sheet of the page's keys. */
export const pageKeys = {
  heading: 'Keyboard shortcuts',
  close: 'Close',
  note: 'The shortcuts rest while you type in a field.',
  or: 'or',
  tips: [
    'Double-click a control’s name, or press Delete on its slider, to set it back to its default.',
    'Number boxes accept values beyond their slider. Up and down arrows nudge, with Shift ten times as far.',
    'On the chart wheel, pinch, + and − zoom the steps; 0 or a double click shows all.',
  ],
  space: 'Space',
  shift: 'Shift',
  ctrl: 'Ctrl',
  command: '⌘',
  left: '←',
  right: '→',
  play: 'Play or pause',
  stepBack: 'One step back; one stage in an opened step',
  stepForward: 'One step forward; one stage in an opened step',
  tenBack: 'Ten steps back',
  tenForward: 'Ten steps forward',
  toStart: 'To the start',
  toEnd: 'To the end',
  openStep: 'Open the step, or close it',
  gallery: 'Show all losses',
  talk: 'Show the talk, or hide it',
  addScene: 'Add this scene to the talk',
  present: 'Present',
  print: 'Print the figure with its settings',
  undo: 'Undo',
  redo: 'Redo',
  help: 'Show this list',
  signs: 'Signs on map and stage, and gestures',
  invite: 'Three things to begin with',
} as const;

spoken({ pageKeys });
