import { html } from '../../ui/dom.ts';
import { exporting } from '../../text/en/export.ts';
import type { ChoiceField, Exporter, ExportField, CountField, Options } from '../exporter.ts';

/** The fields of the exporter that is chosen. @param changed hears what was chosen of it */
export function createFields(changed: (exporter: Exporter, options: Options) => void) {
  const element = html('div', { class: 'export-fields' });
  const controls = () => [...element.querySelectorAll<HTMLInputElement | HTMLSelectElement>('select, input')];
  return {
    element,
    show(exporter: Exporter, options: Options): void {
      const at = controls().findIndex((control) => control === document.activeElement);
      element.replaceChildren(...fieldControls(exporter.fields, options, (next) => changed(exporter, next)));
      // Whoever turns a control with the keyboard stays on it; what it changes stands behind it.
      if (at >= 0) controls()[at]?.focus();
    },
    disable(isBusy: boolean): void {
      for (const control of controls()) control.disabled = isBusy;
    },
  };
}

/** The controls of an exporter's fields, each with its label; those that mean nothing now are left out. */
function fieldControls(
  fields: readonly ExportField<Options>[],
  options: Options,
  change: (options: Options) => void,
): HTMLElement[] {
  return fields
    .filter((field) => field.shown?.(options) ?? true)
    .map((field) => {
      const set = (value: string | number | boolean) => change({ ...options, [field.key]: value });
      const now = options[field.key];
      switch (field.kind) {
        case 'choice':
          return choice(field, now, set);
        case 'tick':
          return tick(field.label, now === true, set);
        case 'number':
          return number(field, Number(now), set);
      }
    });
}

function choice(
  { key, label, choices }: ChoiceField<Options>,
  now: unknown,
  set: (value: string | number) => void,
): HTMLElement {
  const select = html(
    'select',
    { name: key },
    ...choices.map(({ value, label: shown }) => html('option', { value }, shown)),
  );
  select.value = String(now);
  select.addEventListener('change', () => {
    const chosen = choices.find(({ value }) => String(value) === select.value);
    if (chosen) set(chosen.value);
  });
  return html('label', { class: 'export-field' }, label, select);
}

function tick(label: string, now: boolean, set: (value: boolean) => void): HTMLElement {
  const box = html('input', { type: 'checkbox' });
  box.checked = now;
  box.addEventListener('change', () => set(box.checked));
  return html('label', { class: 'export-tick' }, box, label);
}

function number(
  { key, label, min, max, unit }: CountField<Options>,
  now: number,
  set: (value: number) => void,
): HTMLElement {
  const box = html('input', { type: 'number', name: key, min, max, step: 1, value: now });
  box.title = exporting.dialog.limits(String(min), String(max));
  box.addEventListener('change', () => {
    const typed = box.value === '' ? Number.NaN : Math.round(box.valueAsNumber);
    const value = Number.isFinite(typed) ? Math.min(max, Math.max(min, typed)) : now;
    box.value = String(value);
    if (value !== now) set(value);
  });
  const after = unit === undefined ? [] : [html('span', { class: 'export-unit' }, unit)];
  return html('label', { class: 'export-field' }, label, html('span', {}, box, ...after));
}
