import type {} from '../../../public/embed-react.d.ts';

/** An article of a host that writes JSX; what is no attribute of the element is refused by the compiler. */
export const jsxHost = (
  <p>
    <fall-line scene="loss=booth&opt=adam" show="stage,legend" theme="host" speed={5} autoplay="" loop="2-9">
      Adam on Booth
    </fall-line>
    {/* @ts-expect-error -- there is no such theme */}
    <fall-line theme="pink" />
    {/* @ts-expect-error -- there is no such attribute */}
    <fall-line knob="adam.lr" />
  </p>
);
