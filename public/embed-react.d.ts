/** `<fall-line>` in JSX: `import type {} from 'fall-line/react'`. */
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type { FallLineElement } from './embed.d.ts';

declare module 'react' {
  namespace JSX {
    interface FallLineAttributes
      extends Omit<DetailedHTMLProps<HTMLAttributes<FallLineElement>, FallLineElement>, 'title' | 'lang'> {
      /** The scene. A changed one is shown by the frame that is there. */
      scene?: string;
      /** The lesson that is read in the place of a scene; `scene` is then the id of one of its parts. */
      lesson?: string;
      /** The folder of Fall Line's page. Without it that of `embed.js`; a bundled element has to be told. */
      base?: string;
      /** The frame's title. Without it what is shown: `Fall Line: Adam on Rosenbrock`. */
      title?: string;
      /** The height is fixed, or the one that a style gives the element; what has no room in it folds. Without it the element is as high as what it shows. */
      height?: number | string;
      /** What the frame may do. */
      sandbox?: string;
      /** The parts that are shown, of these; `model` is the picture of what a model’s parameters do. */
      show?: string;
      /** Sliders under the stage: an optimizer and its hyperparameter, a parameter of the formula, the start, or the magnifier of the arrows. */
      knobs?: string;
      /** Light, dark, as the system wishes, or as the host says. */
      theme?: 'auto' | 'light' | 'dark' | 'host';
      /** Plays when it comes into view, unless reduced motion is asked for. */
      autoplay?: boolean | '';
      /** Steps per second. */
      speed?: number | string;
      /** Plays again and again: the whole run, or from a step to a step. */
      loop?: boolean | string;
      /** What a reader may move on stage and map. */
      interact?: 'all' | 'camera' | 'start' | 'none';
      /** Who gets the arrow keys when the frame has the focus: the embed, which steps, or the page around it, which turns its slides. */
      arrows?: 'embed' | 'host';
      /** The ground behind the stage: its own, or none, so that the host shows through. */
      background?: 'own' | 'none';
      /** The language of the interface: the first that its reader reads and it speaks, or this one. */
      lang?: string;
    }

    interface IntrinsicElements {
      'fall-line': FallLineAttributes;
    }
  }
}
