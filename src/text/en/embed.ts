import { counted } from '../grammar.ts';
import { spoken } from '../spoken.ts';

/** Words of the embed, its dialog, and its answers to a host. */
export const embed = {
  unknownMethod: 'There is no such method.',
  noParams: 'params must be an object.',
  tooMany: 'Too many messages in this second; this one was not served.',
  failed: 'The embed could not do that.',
  noSuchPath: (path: string) => `The scene has nothing at "${path.slice(0, 80)}".`,
  runOfModel: 'Runs of models are not given yet: they have thousands of parameters.',
  noSuchRun: 'The scene has no such optimizer, or it is off.',

  title: (surface: string) => `Fall Line: ${surface}`,
  titleOf: (runs: string, surface: string) => `Fall Line: ${runs} on ${surface}`,
  manyRuns: (runs: number) => `${runs} optimizers`,
  and: ' and ',
  openPage: 'Open in Fall Line',
  noWebGL: 'This browser gives the embed no WebGL 2: the map takes the place of the 3D view.',
  noCurve: 'The curve could not be loaded: the map takes its place.',
  hintWheel: (key: string) => `Hold ${key}, or click, to zoom with the wheel`,
  hintTouch: 'Turn it with two fingers',
  controlKey: 'Ctrl',
  commandKey: '⌘',
  landmarks: { stage: 'Loss surface', panels: 'Panels', knobs: 'Knobs', folds: 'More' },
  folds: { knobs: 'Knobs', controls: 'Controls', model: 'Model' },

  options: {
    show: 'The parts that are shown, of these; `model` is the picture of what a model’s parameters do.',
    knobs:
      'Sliders under the stage: an optimizer and its hyperparameter, a parameter of the formula, the start, or the magnifier of the arrows.',
    theme: 'Light, dark, as the system wishes, or as the host says.',
    autoplay: 'Plays when it comes into view, unless reduced motion is asked for.',
    speed: 'Steps per second.',
    loop: 'Plays again and again: the whole run, or from a step to a step.',
    interact: 'What a reader may move on stage and map.',
    arrows:
      'Who gets the arrow keys when the frame has the focus: the embed, which steps, or the page around it, which turns its slides.',
    background: 'The ground behind the stage: its own, or none, so that the host shows through.',
    lang: 'The language of the interface: the first that its reader reads and it speaks, or this one.',
  },
  /** What the element has beside the options: how it is written, and what it says. */
  attributes: {
    scene: ['a link behind its #', 'The scene. A changed one is shown by the frame that is there.'],
    lesson: [
      'a lesson’s id',
      'The lesson that is read in the place of a scene; `scene` is then the id of one of its parts.',
    ],
    base: [
      'an address',
      "The folder of Fall Line's page. Without it that of `embed.js`; a bundled element has to be told.",
    ],
    title: ['text', "The frame's title. Without it what is shown: `Fall Line: Adam on Rosenbrock`."],
    height: [
      'CSS pixels, or nothing',
      'The height is fixed, or the one that a style gives the element; what has no room in it folds. Without it the element is as high as what it shows.',
    ],
    sandbox: ['tokens', 'What the frame may do.'],
  },
  wrongOption: (name: string, form: string) => `${name} must be ${form}.`,
  unknownKnob: (text: string) => `There is no knob "${text.slice(0, 40)}".`,

  dialog: {
    heading: 'Embed this scene',
    close: 'Close',
    show: 'Show',
    parts: {
      stage: '3D stage',
      model: 'What the model’s parameters do',
      legend: 'Legend',
      transport: 'Transport',
      controls: 'All controls',
    },
    knobs: 'Knobs under the stage',
    start: 'Start',
    theme: 'Theme',
    themes: { auto: 'As the system', light: 'Light', dark: 'Dark', host: 'As the host says' },
    interact: 'Readers may move',
    arrows: 'Arrow keys',
    arrowKeepers: { embed: 'Step through the run', host: 'Turn the slides around it' },
    interacts: { all: 'Everything', camera: 'The camera', start: 'The start', none: 'Nothing' },
    autoplay: 'Play by itself',
    loop: 'Play again and again',
    speed: 'Speed',
    stepsPerSecond: (speed: number) => counted(speed, { one: '# step/s', other: '# steps/s' }),
    width: 'Width of the article',
    pixels: (width: string) => `${width} px`,
    preview: 'Preview',
    kind: 'Snippet',
    kinds: {
      iframe: 'iframe',
      element: 'Element with an API',
      jsx: 'React, MDX: iframe',
      jsxElement: 'React, MDX: element with an API',
      quarto: 'Quarto',
      jupyter: 'Jupyter',
      picture: 'Picture with a link: mail, or no frames',
      markdown: 'Picture with a link: Markdown',
    },
    snippet: 'Text to paste',
    savePicture: 'Save the picture',
    copyPicture: 'Copy picture and link',
    noPicture: 'No picture could be made.',
    pictureHelp: (file: string) =>
      `A mail takes picture and link together. Elsewhere, put ${file} beside the text.`,
    servedPage: 'https://example.org/fall-line/',
    needsServer: (address: string) =>
      `This is Fall Line in a single file. An embed needs a copy on a web server: put its address in the place of ${address}.`,
    copy: 'Copy',
    copied: 'Copied',
    notCopied: 'Select the text and copy it.',
  },
} as const;

spoken({ embed });
