import '../../styles/map-work.css';
import { settingsPanel as text } from '../../text/en/settings-panel.ts';
import { html } from '../../ui/dom.ts';

/** Scenes with a map of settings that are worth opening: fragments of links, whose words stand in the same order. */
const preparedMaps: readonly string[] = [
  // Rates on the boundary, so that a zoom about them stays there. A network of one tanh unit, y tanh(a x), on four rows of data: x is its first weight, y its last.
  'f=((y*tanh(x)-1)^2%2B(y*tanh(0.6x)%2B0.5)^2%2B(y*tanh(2.2x)%2B0.3)^2%2B(y*tanh(0.3x)-0.8)^2)/4' +
    '&domain=-3,3,-3,3&start=0.5,0.5&steps=500' +
    '&opt=custom,name:A%20rate%20a%20layer,rule:first=0.194383800192in[0.01,3]log;last=4.36215780875in[1,10]log;layer(0)=index;' +
    'theta=theta-where(layer==0,first,last)*gradient' +
    '&settings=loss,x:first,y:last&v=2',
];

/** They as links, with what is seen there. */
export function createPreparedMaps(): HTMLElement {
  return html(
    'ul',
    { class: 'prepared-maps' },
    ...text.prepared.map(({ title, caption }, i) =>
      html(
        'li',
        { class: 'sweep-remark' },
        html('a', { href: `#${preparedMaps[i]}` }, title),
        html('span', {}, `: ${caption}`),
      ),
    ),
  );
}
