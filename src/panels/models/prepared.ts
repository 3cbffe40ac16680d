import type { ModelId } from '../../core/scene/model-door.ts';
import { prepared as text } from '../../text/en/prepared.ts';
import { html } from '../../ui/dom.ts';

/**
 * Scenes on models that are worth opening in class: fragments of links, whose words stand in the same order. A class
 * waits ten seconds at most, so that the longer ones play faster.
 */
export const preparedFragments: Readonly<Record<ModelId, readonly string[]>> = {
  digits: [
    'model=digits&opt=sgd(lr:0.1)&opt=adam(lr:0.01)&steps=63&step=63&v=2',
    'model=digits,initial:zero&opt=sgd(lr:0.1)&opt=adam(lr:0.01)&steps=63&step=63&v=2',
  ],
  spiral: [
    'model=spiral&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=300&step=300&speed=40&v=2',
    'model=spiral,hiddenLayers:0&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=300&step=300&speed=40&v=2',
  ],
  moons: [
    'model=moons&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=300&step=300&speed=40&v=2',
    'model=moons,noise:0.35&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=500&step=500&speed=60&v=2',
  ],
  xor: [
    'model=xor&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=300&step=150&speed=40&v=2',
    'model=xor,initial:zero&opt=sgd(lr:0.3)&opt=adam(lr:0.03)&steps=300&step=300&speed=40&v=2',
  ],
  logistic: [
    'model=logistic&opt=sgd(lr:0.5)&opt=adam(lr:0.1)&steps=300&step=300&speed=40&v=2',
    'model=logistic,weightDecay:0.1&opt=sgd(lr:0.5)&opt=adam(lr:0.1)&steps=100&step=100&v=2',
  ],
  softmax: [
    'model=softmax&opt=sgd(lr:0.5)&opt=adam(lr:0.1)&steps=300&step=300&speed=40&v=2',
    'model=softmax,weightDecay:0.1&opt=sgd(lr:0.5)&opt=adam(lr:0.1)&steps=100&step=100&v=2',
  ],
  readmission: [
    'model=readmission&opt=sgd(lr:1)&opt=adam(lr:0.1)&steps=60&step=60&v=2',
    'model=readmission,standardize:false&opt=sgd(lr:0.0003)&opt=adam(lr:0.1)&steps=300&step=300&speed=40&v=2',
  ],
  sales: [
    'model=sales&opt=sgd(lr:0.01)&steps=150&step=150&height=log&v=2',
    'model=sales,standardize&opt=sgd(lr:0.5)&opt=adam(lr:1)&steps=60&step=60&height=log&v=2',
  ],
  'option-prices': [
    'model=option-prices&opt=sgd(lr:0.0002)&opt=rmsprop(lr:0.01)&steps=80&step=80&v=2',
    'model=option-prices,smile&opt=sgd(lr:0.0002)&opt=adam(lr:0.02)&steps=300&step=300&speed=40&v=2',
  ],
  'robot-arm': [
    'model=robot-arm&opt=sgd(lr:0.2)&opt=momentum(lr:0.02)&steps=200&step=200&speed=30&v=2',
    'model=robot-arm,joints:4,moments:12&opt=sgd(lr:0.002)&opt=adam(lr:0.02)&steps=200&step=200&speed=30&v=2',
  ],
  delivery: [
    'model=delivery&opt=sgd(lr:0.2)&opt=momentum(lr:0.1)&steps=100&step=100&v=2',
    'model=delivery,task:depot&opt=sgd(lr:1)&opt=sgd(lr:1,schedule:cosine)&steps=200&step=200&speed=30&v=2',
  ],
  recovery: [
    'model=recovery&opt=sgd(lr:0.2)&opt=momentum(lr:0.02)&steps=40&step=40&v=2',
    'model=recovery,treatment&opt=sgd(lr:0.1)&opt=rmsprop(lr:0.01)&steps=40&step=40&v=2',
  ],
  posterior: [
    'model=posterior&opt=sgd(lr:0.05)&opt=rmsprop(lr:0.1)&steps=200&step=200&speed=30&v=2',
    'model=posterior,priorA:2,priorB:3&opt=sgd(lr:0.05)&opt=rmsprop(lr:0.1)&steps=200&step=200&speed=30&v=2',
    'model=posterior,likelihood:line&opt=sgld(lr:0.3)&steps=8000&step=8000&speed=1000&v=2',
  ],
  memory: [
    'model=memory&opt=sgd(lr:2)&opt=muon(lr:0.05)&steps=150&step=150&v=2',
    'model=memory,objective:squared%20error&opt=sgd(lr:2)&opt=muon(lr:0.05)&steps=150&step=150&v=2',
  ],
  'deep-linear': [
    'model=deep-linear&opt=sgd(lr:0.01)&opt=muon(lr:0.02)&steps=500&step=500&speed=60&v=2',
    'model=deep-linear,depth:4&opt=sgd(lr:0.01)&opt=muon(lr:0.02)&steps=500&step=500&speed=60&v=2',
  ],
  'low-rank': [
    'model=low-rank&opt=sgd(lr:0.02)&opt=adam(lr:0.02)&steps=300&step=300&speed=40&v=2',
    'model=low-rank,balance:10&opt=sgd(lr:0.02)&opt=adam(lr:0.02)&steps=300&step=300&speed=40&v=2',
  ],
  'two-players': [
    'model=two-players&opt=sgd(lr:0.1)&opt=adam(lr:0.1)&steps=300&step=300&speed=40&v=2',
    'model=two-players,moves:alternating&opt=sgd(lr:0.1)&opt=adam(lr:0.1)&steps=300&step=300&speed=40&v=2',
    'model=two-players,min:-x*y,max:-x*y-y^2/10&opt=sgd(lr:0.1)&steps=100&step=100&v=2',
  ],
};

/** The prepared scenes of a model as links, with what is seen there. */
export function createPrepared(): { readonly element: HTMLElement; show(id: string): void } {
  const list = html('ul', {});
  const element = html('section', { class: 'model-scenes' }, html('h3', {}, text.heading), list);
  let shown = '';
  return {
    element,
    show(id) {
      if (id === shown) return;
      shown = id;
      const fragments = preparedFragments[id as ModelId];
      const words = text.scenes[id as ModelId];
      list.replaceChildren(
        ...words.map(({ title, caption }, i) =>
          html('li', {}, html('a', { href: `#${fragments[i]}` }, title), html('p', {}, caption.join(' '))),
        ),
      );
    },
  };
}
