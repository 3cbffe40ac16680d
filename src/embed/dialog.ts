import type { App } from '../app/app.ts';
import { addressForm } from '../ui/address-form.ts';
import { copyElement, copyText } from '../ui/clipboard.ts';
import { download } from '../ui/download.ts';
import { knownAddress } from '../app/public-address.ts';
import { symbolText } from '../core/expression/symbols.ts';
import { parametersIn } from '../core/scene/parameters.ts';
import { ruleOf } from '../core/optimizers/registry.ts';
import { writeFragment } from '../core/scene/url.ts';
import '../styles/embed-dialog.css';
import { arrows } from '../text/en/arrows.ts';
import { embed } from '../text/en/embed.ts';
import { html } from '../ui/dom.ts';
import {
  arrowKeepers,
  defaultOptions,
  type EmbedOptions,
  interactions,
  type Knob,
  partName,
  parts,
  printKnob,
  themes,
} from './options.ts';
import { shownTitle } from './shown-title.ts';
import '../text/en/scene-faults.ts';
import {
  type Embedded,
  frameAddress,
  pageAddress,
  pictureKinds,
  type SnippetKind,
  snippetKinds,
  snippets,
} from './snippets.ts';

const text = embed.dialog;

/** Widths of an article's column to try, in CSS pixels. */
const widths = [280, 360, 480, 640, 760, 960] as const;
const speeds = [2, 5, 10, 20, 60] as const;
/** The width of a picture, in pixels: sharp where two of them lie in one of the text around it. */
const PICTURE_WIDTH = 1280;
const PICTURE = 'fall-line.png';

/** The height of the preview until it has told its own, and for how long that is waited for, in milliseconds. */
const FIRST_HEIGHT = 420;
const PATIENCE = 6000;

/**
 * The dialog in which the scene of this moment is made into an embed: options to tick, the embed itself as it will
 * be, and the snippet to copy. It is gone when it is closed.
 */
export function openEmbedDialog(root: HTMLElement, app: App): void {
  const { scene, playhead } = app.state;
  const page = new URL(location.pathname, location.href).href;
  // The single file has no element beside it, and on a stick no address that others can reach.
  const isSingle = import.meta.env.MODE === 'single';
  const fragment = writeFragment(scene, playhead);
  let options: EmbedOptions = defaultOptions;
  let width: number = 640;
  let height = FIRST_HEIGHT;
  let kind: SnippetKind = 'iframe';
  const title = shownTitle(app);

  const preview = html('iframe', { title: text.preview });
  const snippet = html('textarea', {
    readonly: '',
    rows: 8,
    'aria-label': text.snippet,
    spellcheck: 'false',
  });
  const needsServer = html('p', {}, text.needsServer(text.servedPage));
  const said = html('output', {});
  const copy = html('button', { type: 'button', class: 'embed-copy' }, text.copy);
  const savePicture = html('button', { type: 'button', class: 'embed-copy' }, text.savePicture);
  const copyPicture = html('button', { type: 'button', class: 'embed-copy' }, text.copyPicture);
  const picture = html(
    'div',
    { class: 'embed-picture', hidden: true },
    html('p', {}, text.pictureHelp(PICTURE)),
    html('div', { class: 'embed-copying' }, copyPicture, savePicture),
  );
  let waiting: ReturnType<typeof setTimeout> | undefined;
  const embedded = (): Embedded => ({
    page,
    fragment,
    title,
    options,
    width,
    height,
    picture: PICTURE,
  });

  const address = () => knownAddress() ?? (isSingle ? text.servedPage : page);

  const showSnippet = () => {
    // In a file that nobody knows elsewhere, an address to put another in the place of.
    needsServer.hidden = !isSingle || address() !== text.servedPage;
    const next = snippets[kind]({ ...embedded(), page: address() });
    picture.hidden = !pictureKinds.includes(kind);
    if (snippet.value === next) return;
    snippet.value = next;
    said.textContent = '';
  };
  const showSize = () => {
    preview.style.width = `${width}px`;
    preview.style.height = `${height}px`;
    showSnippet();
  };
  const change = (part: Partial<EmbedOptions>) => {
    options = { ...options, ...part };
    // What is copied has the height of what is chosen, which the preview tells when it is there.
    copy.disabled = true;
    clearTimeout(waiting);
    waiting = setTimeout(() => (copy.disabled = false), PATIENCE);
    preview.src = frameAddress(embedded());
    showSnippet();
  };

  /** What is to be done with the picture that the preview has been asked for. */
  let taken: ((picture: string | null) => void) | null = null;
  const ask = (method: string, params: object, id: number) =>
    preview.contentWindow?.postMessage(
      { fallLine: 1, id, method, params },
      // A file has no origin to write to.
      self.origin === 'null' ? '*' : self.origin,
    );
  const takePicture = () =>
    new Promise<string | null>((resolve) => {
      taken = resolve;
      ask('snapshot', { width: PICTURE_WIDTH }, 1);
    });

  const hear = ({ source, data }: MessageEvent<unknown>) => {
    if (source !== preview.contentWindow) return;
    const message = data as {
      id?: number;
      result?: string;
      event?: string;
      data?: { height?: number };
    } | null;
    if (message?.id === 1) taken?.(message.result ?? null);
    if (message?.event !== 'height' || !message.data?.height) return;
    ({ height } = message.data as { height: number });
    copy.disabled = false;
    showSize();
  };
  preview.addEventListener('load', () => ask('subscribe', { events: ['height'] }, 0));
  window.addEventListener('message', hear);

  const offered = app.state.scene.model ? parts : parts.filter((part) => part !== 'model');
  const shown = offered.map((part) =>
    tick(partName(part), options.show.includes(part), (on) =>
      change({ show: parts.filter((each) => (each === part ? on : options.show.includes(each))) }),
    ),
  );
  const knobs = knobsOf(app).map(({ knob, label }) =>
    tick(label, false, (on) => {
      const others = options.knobs.filter((each) => printKnob(each) !== printKnob(knob));
      change({ knobs: on ? [...others, knob] : others });
    }),
  );
  copy.addEventListener('click', () => {
    void copyText(snippet.value).then((copied) => {
      said.textContent = copied ? text.copied : text.notCopied;
      if (!copied) snippet.select();
    });
  });
  savePicture.addEventListener('click', () => {
    void takePicture().then((data) => {
      said.textContent = data === null ? text.noPicture : '';
      if (data !== null) download(PICTURE, blobOf(data));
    });
  });
  copyPicture.addEventListener('click', () => {
    void takePicture().then(async (data) => {
      if (data === null) {
        said.textContent = text.noPicture;
        return;
      }
      const link = pageAddress({ page: address(), fragment });
      const image = html('img', { src: data, alt: title, width });
      const copied = await copyElement(html('a', { href: link }, image), link);
      said.textContent = copied ? text.copied : text.notCopied;
    });
  });
  const close = html('button', { type: 'button', class: 'embed-close' }, text.close);
  const heading = html('h2', { id: 'embed-heading' }, text.heading);
  const form = html(
    'div',
    { class: 'embed-form' },
    group(text.show, shown),
    group(text.knobs, knobs),
    choose(
      text.theme,
      themes,
      (value) => text.themes[value],
      options.theme,
      (theme) => change({ theme }),
    ),
    choose(
      text.interact,
      interactions,
      (value) => text.interacts[value],
      options.interact,
      (interact) => change({ interact }),
    ),
    choose(
      text.arrows,
      arrowKeepers,
      (value) => text.arrowKeepers[value],
      options.arrows,
      (arrows) => change({ arrows }),
    ),
    choose(
      text.speed,
      speeds,
      (value) => text.stepsPerSecond(String(value)),
      20,
      (speed) => change({ speed: speed === playhead.speed ? null : speed }),
    ),
    group(null, [
      tick(text.autoplay, false, (autoplay) => change({ autoplay })),
      tick(text.loop, false, (loop) => change({ loop: loop || null })),
    ]),
    choose(
      text.width,
      widths,
      (value) => text.pixels(String(value)),
      640,
      (value) => {
        width = value;
        showSize();
      },
    ),
    choose(
      text.kind,
      snippetKinds,
      (value) => text.kinds[value],
      kind,
      (value) => {
        kind = value;
        showSnippet();
      },
    ),
    needsServer,
    ...[addressForm(showSnippet)].filter((form) => form !== null),
    snippet,
    html('div', { class: 'embed-copying' }, copy, said),
    picture,
  );
  const dialog = html(
    'dialog',
    { class: 'embed-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    html('div', { class: 'embed-columns' }, form, html('div', { class: 'embed-preview' }, preview)),
  );
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    clearTimeout(waiting);
    window.removeEventListener('message', hear);
    dialog.remove();
  });
  root.append(dialog);
  change({});
  showSize();
  dialog.showModal();
}

/** Every number that a reader could be given: the start, and the hyperparameters of the scene's optimizers. */
function knobsOf(app: App): { knob: Knob; label: string }[] {
  const counts = new Map<string, number>();
  const own = app.state.scene.optimizers.flatMap((setting) => {
    const { id } = setting;
    const nth = (counts.get(id) ?? 0) + 1;
    counts.set(id, nth);
    const entry = ruleOf(setting);
    const named = setting.name || (entry?.name ?? id);
    const name = nth > 1 && setting.name === '' ? `${named} ${nth}` : named;
    return (entry?.hyperparameters ?? []).map(({ key, label }) => ({
      knob: { rule: id, nth, key },
      label: `${name}: ${label.toLowerCase()}`,
    }));
  });
  const parameters = parametersIn(app.state.scene).map(({ name }) => ({
    knob: { parameter: name },
    label: symbolText(name),
  }));
  return [
    ...parameters,
    { knob: 'start', label: text.start },
    { knob: 'magnify', label: arrows.magnify },
    ...own,
  ];
}

/** The bytes of a picture in a data address, which the page's policy lets nothing fetch. */
function blobOf(data: string): Blob {
  const bytes = Uint8Array.from(atob(data.slice(data.indexOf(',') + 1)), (sign) => sign.charCodeAt(0));
  return new Blob([bytes], { type: 'image/png' });
}

function tick(label: string, checked: boolean, changed: (on: boolean) => void): HTMLElement {
  const box = html('input', { type: 'checkbox' });
  box.checked = checked;
  box.addEventListener('change', () => changed(box.checked));
  return html('label', {}, box, label);
}

function group(name: string | null, members: readonly HTMLElement[]): HTMLElement {
  const legend = name === null ? [] : [html('legend', {}, name)];
  return html('fieldset', {}, ...legend, html('div', { class: 'embed-ticks' }, ...members));
}

function choose<T extends string | number>(
  name: string,
  values: readonly T[],
  label: (value: T) => string,
  now: T,
  changed: (value: T) => void,
): HTMLElement {
  const select = html('select', {}, ...values.map((value) => html('option', { value }, label(value))));
  select.value = String(now);
  select.addEventListener('change', () => {
    const value = values.find((each) => String(each) === select.value);
    if (value !== undefined) changed(value);
  });
  return html('label', { class: 'embed-choice' }, name, select);
}
