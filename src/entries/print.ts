/** Composition root of the page's paper. */
import { explainStep } from '../app/anatomy.ts';
import { html } from '../ui/dom.ts';
import { partColors } from '../ui/part-colors.ts';
import { linksOpenOnly } from '../app/public-address.ts';
import type { Frame } from '../app/state.ts';
import { symbolText } from '../core/expression/symbols.ts';
import { exportContext } from './export-context.ts';
import { fitOnPaper } from '../export/paper/fit.ts';
import { modelInCaption } from '../export/caption/caption.ts';
import { scenePaper } from '../export/paper/scene-paper.ts';
import type { PagePieces } from './late-tools.ts';
import { createEquation } from '../panels/step/equation.ts';
import { formulaOf, isCompiled } from '../panels/step/formula-block.ts';
import { createMathSetter } from '../panels/step/math.ts';
import type { MakePaper } from '../ui/printing.ts';
import { print as text } from '../text/en/print.ts';
import { loadOverlays } from '../view3d/overlays/host.ts';
import '../text/en/scene-faults.ts';

/** Signs of a formula that is short enough to be a heading, and of one that is rather read as it was typed. */
const [SHORT, LETTERS] = [70, 500];

/** Settles when the paper of what the page shows can be made at once. */
export async function loadScenePaper({ app, shell }: Pick<PagePieces, 'app' | 'shell'>): Promise<MakePaper> {
  const math = createMathSetter();
  math.load(() => {});
  await Promise.all([math.settled(), loadOverlays()]);

  const formula = () => {
    const { loss, model } = app.derived;
    if (model) return html('p', {}, modelInCaption(app.state.scene, model));
    const box = math.box('paper-formula');
    if (isCompiled(loss)) {
      const { tex, plain } = formulaOf(loss);
      box.show(plain.length > LETTERS ? '' : tex, plain);
      box.element.dataset['plain'] = plain;
      box.element.classList.toggle('is-long', plain.length > SHORT);
      box.element.classList.toggle('is-letters', plain.length > LETTERS);
    }
    return box.element;
  };
  const step = ({ state, derived }: Frame) => {
    if (derived.model) return null;
    const shown = explainStep(state, derived);
    if (!shown?.isRun) return null;
    const { label } = shown.view;
    const equation = createEquation(math, app);
    equation.draw(shown.anatomy, label, null, true, derived.surface.variables.map(symbolText));
    const section = html(
      'section',
      { class: 'paper-step step-panel' },
      html('h2', {}, text.step(String(state.playhead.step), label)),
      equation.element,
    );
    for (const [part, color] of Object.entries(partColors[state.palette]))
      section.style.setProperty(`--part-${part}`, color);
    return section;
  };
  return () => {
    const { clientWidth: width, clientHeight: height } = shell.stage;
    const context = exportContext(app, { width, height });
    const paper = scenePaper(context, { formula: formula(), step, opensOnly: linksOpenOnly() });
    document.body.append(paper);
    fitOnPaper(paper);
    return paper;
  };
}
