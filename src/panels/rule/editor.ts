import type { App } from '../../app/app.ts';
import { html, setText } from '../../ui/dom.ts';
import { namesOf } from '../../app/run-names.ts';
// What reads the text of rules comes with the rules that most scenes do without.
import '../../app/all-rules.ts';
import { ruleOf } from '../../core/optimizers/registry.ts';
import { readRuleText } from '../../core/optimizers/typed/compile.ts';
import type { RuleFault } from '../../core/optimizers/typed/faults.ts';
import { printWithoutKnobs } from '../../core/optimizers/typed/plain.ts';
import { limits } from '../../core/scene/limits.ts';
import { tidied } from '../../core/scene/rule-text.ts';
import type { OptimizerSetting } from '../../core/scene/scene.ts';
import { typedSetting, withRuleText } from '../../core/scene/typed-setting.ts';
import { ruleEditor as text } from '../../text/en/rule-editor.ts';
import { setHidden } from '../../ui/keep-focus.ts';
import { iconButton } from '../../ui/icon-button.ts';
import { createBeside } from './beside.ts';
import { type CodeField, createCodeField } from './code-field.ts';
import { others, ownRuleAt, path, type TemplateId, templates } from './templates.ts';
import '../../styles/rule-editor.css';

/** One editor is open at most. */
let close: (() => void) | null = null;

/** Adds a rule of one's own to the scene, and opens its text. */
export function writeRule(app: App): void {
  const { optimizers } = app.state.scene;
  const setting = typedSetting(ownRuleAt(app.state.scene));
  if (!setting || optimizers.length >= limits.optimizers) return;
  app.edit((scene) => ({ ...scene, optimizers: [...scene.optimizers, setting] }));
  editRule(app, optimizers.length);
}

/** The text of an optimizer: its own, or what its rule is in the registry; null for one that searches. */
function textOf(setting: OptimizerSetting): string | null {
  const entry = ruleOf(setting);
  return setting.rule ?? (entry ? printWithoutKnobs(entry, setting.values) : null);
}

/** Opens the text of the scene's optimizer `index` beside what its step is explained by. */
export function editRule(app: App, index: number): void {
  close?.();
  app.select(index);
  const settingNow = () => app.state.scene.optimizers[index];
  const opener = document.activeElement;
  /** The text that the scene has, as far as it is known here. */
  let shown: string | null = null;
  /** The setting of the registry's rule that was rewritten. */
  let origin: OptimizerSetting | null = null;

  const field = createCodeField(() => typed());
  const title = html('h2', { id: 'rule-editor-title' });
  const leave = iconButton('close', text.close, () => close?.());
  const start = createStartMenu(app, field);
  const verdict = createVerdict(field);
  const help = createHelp(settingNow()?.rule !== undefined);
  const beside = createBeside();
  const keep = html('button', { type: 'button', class: 'rule-keep', hidden: true });
  keep.addEventListener('click', () => {
    const before = origin;
    if (before) app.edit((scene) => ({ ...scene, optimizers: [...scene.optimizers, before] }));
  });
  const element = html(
    'section',
    { class: 'rule-editor', 'aria-labelledby': title.id, 'data-own-keys': 'Escape' },
    html('header', {}, title, start, leave),
    field.element,
    html('div', { class: 'rule-state-line' }, verdict.state, keep),
    verdict.faults,
    beside.element,
    help,
  );

  const show = (found: readonly RuleFault[]) =>
    element.classList.toggle('is-faulty', verdict.show(found) > 0);
  const typed = () => {
    const source = field.area.value;
    const { entry, faults: found } = readRuleText(source);
    show(found);
    const setting = settingNow();
    if (!entry || !setting) return;
    const before = textOf(setting);
    shown = tidied(source);
    if (shown === before) return;
    const next = withRuleText(setting, source, before ?? undefined);
    if (!next) return;
    if (setting.rule === undefined) origin = setting;
    const name =
      setting.rule === undefined && setting.name === ''
        ? text.own(ruleOf(setting)?.name ?? '')
        : setting.name;
    app.setOptimizer(index, () => ({ ...next, name }), `rule ${index}`);
  };

  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close?.();
  });

  const unmount = app.mount({
    draw({ derived }) {
      const setting = settingNow();
      if (!setting) {
        close?.();
        return;
      }
      const { optimizers } = app.state.scene;
      // What the rule was before is beside it where one asks for it: what a change does is seen by comparing.
      const isAlone = optimizers.every((other) => origin === null || other.id !== origin.id);
      const isRoom = optimizers.length < limits.optimizers;
      setHidden(keep, !(origin && setting.rule !== undefined && isAlone && isRoom), () => field.area);
      if (origin) setText(keep, text.keep(ruleOf(origin)?.name ?? ''));
      beside.draw(app.state.scene, derived, index, origin);
      setText(title, text.title(namesOf(app.state.scene.optimizers)[index]?.name ?? ''));
      const now = textOf(setting);
      if (now === shown) return;
      // Undone, turned by a slider, or another scene: the text is that of the scene.
      shown = now;
      field.area.value = now ?? '';
      if (now === null) {
        field.draw([]);
        setText(verdict.state, text.searches);
      } else show(readRuleText(now).faults);
    },
    dispose() {},
  });
  // Beside what explains the step, over the stage; a narrow page has it at its lower edge.
  (document.querySelector('.stage-frame') ?? document.body).append(element);
  close = () => {
    close = null;
    unmount();
    element.remove();
    if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
  };
  beginIn(field, leave);
}

/** Puts the focus where one begins. */
function beginIn(field: CodeField, leave: HTMLElement): void {
  // A field would bring up a phone's keyboard over the text.
  if (matchMedia('(pointer: coarse)').matches) leave.focus();
  else field.area.focus();
  field.area.setSelectionRange(0, 0);
  field.area.scrollTo(0, 0);
}

/** Rules to start from. */
function createStartMenu(app: App, field: CodeField): HTMLSelectElement {
  const start = html(
    'select',
    { 'aria-label': text.start },
    html('option', { value: '' }, `${text.start} …`),
    templateGroup(text.path, path),
    templateGroup(text.others, others),
  );
  start.addEventListener('change', () => {
    const id = start.value as TemplateId;
    const template = id === 'own' ? ownRuleAt(app.state.scene) : templates[id];
    start.value = '';
    if (template !== undefined) field.replace(template);
  });
  return start;
}

/** What is wrong with a rule, and where. */
function createVerdict(field: CodeField) {
  const state = html('p', { class: 'rule-state', role: 'status' });
  const faults = html('ul', { id: 'rule-editor-faults' });
  /** Shows the faults that were found, and says in how many lines they are. */
  const show = (found: readonly RuleFault[]): number => {
    field.draw(found);
    const lines = new Set(found.map(({ line }) => line)).size;
    setText(state, lines > 0 ? text.faulty(lines) : text.good);
    faults.replaceChildren(
      ...found.slice(0, 4).map((fault) => {
        const button = html('button', { type: 'button' }, text.fault(fault.line, fault.message));
        button.addEventListener('click', () => field.goTo(fault));
        return html('li', {}, button);
      }),
    );
    return lines;
  };
  return { state, faults, show };
}

function templateGroup(label: string, ids: readonly TemplateId[]): HTMLElement {
  return html('optgroup', { label }, ...ids.map((id) => html('option', { value: id }, text.templates[id])));
}

function createHelp(isOpen: boolean): HTMLElement {
  const sentences = [text.meaning, text.given, text.choices];
  const help = html(
    'details',
    { class: 'rule-help' },
    html('summary', {}, text.help),
    ...sentences.map((each) => html('p', {}, each)),
  );
  // Who writes a rule from its beginning has not seen one yet.
  help.open = isOpen;
  return help;
}
