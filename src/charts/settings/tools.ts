import type { AskedSettings } from '../../app/setting-map/asked.ts';
import { boundOf, isInterval } from '../../core/scene/limits.ts';
import { parseNumber } from '../../core/scene/number-list.ts';
import { type SettingAxis, type SettingMapView, settingQuantities } from '../../core/scene/scene.ts';
import { settings as text } from '../../text/en/settings.ts';
import { html, setAttribute } from '../../ui/dom.ts';
import { formatNumber } from '../../core/math/format.ts';
import { formatRound } from '../round-numbers.ts';
import { axisLabel } from './words.ts';

export interface SettingsTools {
  readonly element: HTMLElement;
  show(view: SettingMapView, asked: AskedSettings): void;
}

type Side = 'x' | 'y';

/** The choice of the axes with their ranges, and of what is coloured. */
export function createSettingsTools(set: (change: Partial<SettingMapView>) => void): SettingsTools {
  const rows = [createAxisRow('x', text.across, set), createAxisRow('y', text.up, set)];
  const shows = html(
    'select',
    { class: 'chart-select', 'aria-label': text.colour },
    ...settingQuantities.map((value) => html('option', { value }, text.shows[value])),
  );
  shows.addEventListener('change', () => {
    const chosen = settingQuantities.find((one) => one === shows.value);
    if (chosen) set({ shows: chosen });
  });
  let tolerance = 0;
  const within = createBox(text.tolerance, (value) => {
    const isTolerance = value !== null && value >= 1e-100 && value <= 1e100;
    if (isTolerance) set({ tolerance: value });
    return isTolerance;
  });
  within.input.title = text.toleranceMeaning;
  const near = html('label', { class: 'settings-within' }, html('span', {}, text.tolerance), within.input);
  const colour = html(
    'div',
    { class: 'settings-row' },
    html('span', { class: 'settings-name', 'aria-hidden': 'true' }, text.colour),
    html('span', { class: 'chart-choice' }, shows),
    near,
  );
  return {
    element: html('div', { class: 'settings-tools' }, ...rows.map(({ element }) => element), colour),
    show(view, asked) {
      for (const row of rows) row.show(view, asked);
      if (shows.value !== view.shows) shows.value = view.shows;
      near.hidden = view.shows === 'loss';
      tolerance = view.tolerance;
      within.show(tolerance);
    },
  };
}

function createAxisRow(
  side: Side,
  name: string,
  set: (change: Partial<SettingMapView>) => void,
): SettingsTools {
  const keys = html('select', { class: 'chart-select', 'aria-label': name });
  const log = html('input', { type: 'checkbox' });
  let now: SettingAxis = { key: '', range: null, scale: null };
  let other: SettingAxis = now;
  let ends: readonly [number, number] = [0, 1];
  let isLog = false;
  let labels = '';

  const put = (axis: SettingAxis) => set(side === 'x' ? { x: axis } : { y: axis });
  const setEnd = (end: 0 | 1) => (value: number | null) => {
    if (value === null) return false;
    const range: readonly [number, number] = end === 0 ? [value, ends[1]] : [ends[0], value];
    if (!isInterval(...range) || (isLog && range[0] <= 0)) return false;
    put({ ...now, range });
    return true;
  };
  const boxes = [createBox(text.from(name), setEnd(0)), createBox(text.to(name), setEnd(1))] as const;
  keys.addEventListener('change', () => {
    const chosen: SettingAxis = { key: keys.value, range: null, scale: null };
    // What was on this axis goes to the other one, if that had what is chosen.
    if (keys.value !== other.key) put(chosen);
    else set(side === 'x' ? { x: other, y: now } : { y: other, x: now });
  });
  log.addEventListener('change', () => {
    const scale = log.checked ? 'log' : 'linear';
    put({ ...now, scale, range: scale === 'log' && (now.range?.[0] ?? 1) <= 0 ? null : now.range });
  });
  const isLogOf = html('label', { class: 'settings-log' }, log, html('span', {}, text.log));

  return {
    element: html(
      'div',
      { class: 'settings-row' },
      html('span', { class: 'settings-name', 'aria-hidden': 'true' }, name),
      html('span', { class: 'chart-choice' }, keys),
      html('span', { class: 'settings-range' }, boxes[0].input, '–', boxes[1].input),
      isLogOf,
    ),
    show(view, { request, choices, chosen }) {
      const k = side === 'x' ? 0 : 1;
      const own = { x: view.x, y: view.y };
      const [axis, opposite] = k === 0 ? [request.x, request.y] : [request.y, request.x];
      const kept = own[side];
      const keptOther = own[side === 'x' ? 'y' : 'x'];
      const plain = (key: string): SettingAxis => ({ key, range: null, scale: null });
      now = kept?.key === axis.key ? kept : plain(axis.key);
      other = keptOther?.key === opposite.key ? keptOther : plain(opposite.key);
      ends = [axis.min, axis.max];
      isLog = axis.scale === 'log';
      const offered = choices.map((choice) => axisLabel(choice)).join('\n');
      if (offered !== labels) {
        labels = offered;
        keys.replaceChildren(
          ...choices.map((choice) => html('option', { value: choice.key }, axisLabel(choice))),
        );
      }
      if (keys.value !== axis.key) keys.value = axis.key;
      log.checked = isLog;
      setAttribute(log, 'aria-label', text.logMeaning(axisLabel(chosen[k])));
      // As many digits as tell both ends apart.
      const digits = Math.ceil(Math.log10(Math.max(...ends.map(Math.abs)) / (ends[1] - ends[0]))) + 3;
      boxes[0].show(ends[0], digits);
      boxes[1].show(ends[1], digits);
    },
  };
}

interface Box {
  readonly input: HTMLInputElement;
  /** @param digits more than usual, where that says too little */
  show(value: number, digits?: number): void;
}

/** A field for a number, which counts when it is left or by Enter. @param take false where it cannot be taken */
function createBox(name: string, take: (value: number | null) => boolean): Box {
  const input = html('input', {
    type: 'text',
    class: 'settings-box',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': name,
  });
  let shown = Number.NaN;
  let isTyping = false;
  const put = (value: number, digits = 0) => {
    shown = value;
    const { value: near, exclusive } = boundOf(value);
    const said = exclusive ? near : value;
    input.value = digits > 4 ? formatNumber(said, Math.min(15, digits)) : formatRound(said);
    setAttribute(input, 'aria-invalid', 'false');
    input.title = String(value);
  };
  input.addEventListener('input', () => {
    isTyping = true;
  });
  input.addEventListener('change', () => {
    const isTaken = take(parseNumber(input.value.trim().replace('\u2212', '-').replace(',', '.')));
    isTyping = false;
    setAttribute(input, 'aria-invalid', String(!isTaken));
    if (!isTaken) input.title = text.wrongRange;
  });
  input.addEventListener('blur', () => {
    isTyping = false;
    if (input.getAttribute('aria-invalid') === 'true') put(shown);
  });
  return {
    input,
    show(value, digits) {
      if (!isTyping && value !== shown) put(value, digits);
    },
  };
}
