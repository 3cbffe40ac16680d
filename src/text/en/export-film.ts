import { spoken } from '../spoken.ts';

/** Exporting films. */
export const film = {
  video: 'Video',
  gif: 'Animated picture (GIF)',
  step: (step: string, steps: string) => `Step ${step} of ${steps}`,
  /** Behind the step, in the picture. */
  shown: (shown: string, steps: string) => `(${shown} of ${steps} steps shown)`,
  frameOf: (step: string) => `Frame at step ${step}`,
  fields: {
    format: 'File',
    size: 'Size',
    width: 'Width',
    height: 'Height',
    from: 'From step',
    to: 'To step',
    speed: 'Speed',
    rate: 'Frames per second',
    hold: 'Hold at both ends',
    turn: 'Camera turns by',
    legend: 'Surface, step and legend in the picture',
    colors: 'Colours',
    pixels: 'pixels',
    stepsPerSecond: 'steps per second',
    seconds: 'seconds',
    degrees: 'degrees',
  },
  formats: { auto: 'MP4 (H.264), where it can be made', webm: 'WebM (VP9)' },
  sizes: {
    own: 'Own size',
    wide: (pixels: string) => `${pixels}, wide`,
    square: (pixels: string) => `${pixels}, square`,
  },
  facts: {
    shape: (size: string, seconds: string, frames: string) =>
      `${size} pixels, ${seconds} s, ${frames} frames`,
    skips: (shown: string, steps: string, speed: string, rate: string) =>
      `Shows ${shown} of ${steps} steps, and skips the others: at ${speed} steps and ${rate} frames a second there is no frame for each. The picture says so. A lower speed or more frames show all.`,
    mp4: 'MP4 with H.264: this browser can make it, and it plays nearly everywhere.',
    webm: {
      chosen: 'WebM with VP9: browsers play it; slides may ask for MP4.',
      noH264:
        'WebM with VP9, because this browser makes no H.264 of this size: browsers play it; slides may not.',
      vp8: 'WebM with VP8, because this browser makes neither H.264 nor VP9 of this size.',
    },
    most: (size: string) => `At most about ${size}`,
    slide: (size: string) => `About ${size}: small enough for a slide`,
    large: (size: string) =>
      `About ${size}: large for a slide. Fewer steps, a smaller picture or a camera at rest make it smaller.`,
  },
  errors: {
    noVideo:
      'This browser makes no video of this size (it lacks WebCodecs). An animated picture (GIF) can be made here.',
    refused:
      'This browser makes no video of this kind and size. Choose another kind, or an animated picture (GIF).',
    tooLong: (frames: string, most: string) =>
      `That would be ${frames} frames; at most ${most} are made. Choose fewer steps or a higher speed.`,
    broken: (reason: string) => `The video could not be made: ${reason}`,
    gifBroken: (reason: string) => `The animated picture could not be made: ${reason}`,
  },
} as const;

spoken({ film });
