import type { App } from '../app/app.ts';
import type { Interaction } from './options.ts';

/** The app as stage and map see it: what a reader may not move stays where it is. */
export function restricted(app: App, interaction: Interaction): App {
  const nothing = () => {};
  const camera: Pick<App, 'setView' | 'setDomain' | 'suggest'> = {
    setView(change, group) {
      if (!change.camera) app.setView(change, group);
    },
    setDomain: nothing,
    suggest: nothing,
  };
  const start: Pick<App, 'setStart'> = { setStart: nothing };
  const refused = {
    all: {},
    camera: start,
    start: camera,
    none: { ...camera, ...start, select: nothing },
  }[interaction];
  return Object.assign(Object.create(app) as App, refused);
}
