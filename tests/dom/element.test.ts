import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import '../../src/embed/element.ts';

type Element = HTMLElement & { getState(): Promise<unknown>; seek(params: object): Promise<unknown> };

let element: Element;
beforeEach(() => {
  element = document.createElement('fall-line') as Element;
  element.setAttribute('base', 'https://charts.example/fall-line/');
  document.body.append(element);
});
afterEach(() => {
  element.remove();
  vi.useRealTimers();
});

const frame = () => element.shadowRoot!.querySelector('iframe');
/** A message of the frame, or of whoever `source` is. */
const tell = (data: unknown, source: Window | null = frame()?.contentWindow ?? null) =>
  window.dispatchEvent(new MessageEvent('message', { data, source }));
const event = (name: string, data: object) => tell({ fallLine: 1, event: name, data });
/** Starts the frame, as coming near the viewport does. */
const start = () => element.getState().catch(() => {});

describe('the element', () => {
  test.each([
    [300, '300px'],
    [0.5, '0.5px'],
    [3999, '3999px'],
    [4001, '4000px'],
    [1e9, '4000px'],
    [Infinity, '4000px'],
    [0, ''],
    [-5, ''],
    [Number.NaN, ''],
  ])('a frame that wants to be %d high is as high as %j', (height, then) => {
    void start();
    event('height', { height });
    expect(frame()!.style.height).toBe(then);
  });

  test('keeps a height of its own', () => {
    element.setAttribute('height', '320');
    void start();
    event('height', { height: 900 });
    expect(frame()!.style.height).toBe('320px');
    element.removeAttribute('height');
    expect(frame()!.style.height).toBe('900px');
  });

  test('hears its own frame alone, and only the protocol', () => {
    void start();
    const heard: string[] = [];
    element.addEventListener('height', () => heard.push('height'));
    element.addEventListener('click', () => heard.push('click'));
    tell({ fallLine: 1, event: 'height', data: { height: 1 } }, window);
    tell(null);
    tell('height');
    tell({ fallLine: 2, event: 'height', data: { height: 1 } });
    event('click', {});
    expect(heard).toEqual([]);
    event('height', { height: 1 });
    expect(heard).toEqual(['height']);
  });

  test('frames the page with its options and its scene, in a sandbox', () => {
    element.setAttribute('scene', 'loss=booth&opt=sgd');
    element.setAttribute('show', 'stage,transport');
    element.setAttribute('theme', 'host');
    void start();
    const { src } = frame()!;
    expect(src).toMatch(/^https:\/\/charts\.example\/fall-line\/\?embed/);
    expect(src).toContain('show=stage%2Ctransport');
    expect(src.endsWith('#loss=booth&opt=sgd')).toBe(true);
    expect(frame()!.getAttribute('sandbox')).toContain('allow-scripts');
  });

  test('frames a lesson at one of its parts, and goes to another in the frame that is there', async () => {
    element.setAttribute('lesson', 'momentum & more');
    element.setAttribute('scene', 'velocity');
    element.setAttribute('theme', 'dark');
    void start();
    const there = frame()!;
    expect(there.src).toBe(
      'https://charts.example/fall-line/?embed&theme=dark&lesson=momentum%20%26%20more#velocity',
    );
    element.setAttribute('scene', 'ravine');
    expect(frame()).toBe(there);
    element.setAttribute('lesson', 'adam');
    await Promise.resolve();
    expect(frame()).not.toBe(there);
    expect(frame()!.src).toContain('lesson=adam#ravine');
  });

  // Bundled by a host, the script does not know where it came from; the host's own page is not Fall Line's.
  test.each([null, 'http://', '', 'article.html', 'https://host.example/article.html?x#y'])(
    'frames nothing where its page is not known, and says so until it is: base %j',
    async (base) => {
      if (base === null) element.removeAttribute('base');
      else element.setAttribute('base', base);
      await expect(element.getState()).rejects.toThrow('base');
      element.dispatchEvent(new Event('focus'));
      expect(frame()).toBeNull();
      element.setAttribute('base', 'https://charts.example/fall-line/');
      void start();
      expect(frame()!.src).toBe('https://charts.example/fall-line/?embed');
      expect(element.shadowRoot!.querySelector('p')).toBeNull();
    },
  );

  test('answers go to whoever asked; an error is one by its code', async () => {
    const [first, second] = [element.getState(), element.seek({ step: -1 })];
    event('ready', { version: 1, title: 'Fall Line: Booth' });
    expect(frame()!.title).toBe('Fall Line: Booth');
    tell({ fallLine: 1, id: 2, error: { code: 'bad-params', message: 'no' } });
    tell({ fallLine: 1, id: 1, result: { step: 3 } });
    expect(await first).toEqual({ step: 3 });
    await expect(second).rejects.toMatchObject({ name: 'bad-params', message: 'no' });
  });

  test('what waits when it is taken away is told, and nothing is heard any more', async () => {
    const waiting = element.getState();
    const source = frame()?.contentWindow ?? null;
    let heard = 0;
    element.addEventListener('height', () => (heard += 1));
    element.remove();
    await expect(waiting).rejects.toThrow('taken away');
    tell({ fallLine: 1, event: 'height', data: { height: 9 } }, source);
    expect([heard, frame()]).toEqual([0, null]);
  });

  test('gives back what it heard and observed whenever it is taken away', () => {
    element.remove();
    const hears = vi.spyOn(window, 'addEventListener');
    const ends = [MutationObserver, IntersectionObserver].map(({ prototype }) =>
      vi.spyOn(prototype, 'disconnect'),
    );
    const signals = () =>
      hears.mock.calls.map(([, , options]) => (options as AddEventListenerOptions).signal?.aborted);
    for (let times = 1; times <= 3; times++) {
      document.body.append(element);
      expect(signals()).toEqual([...Array.from({ length: times - 1 }, () => true), false]);
      element.remove();
      expect(signals()).toEqual(Array.from({ length: times }, () => true));
      for (const end of ends) expect(end).toHaveBeenCalledTimes(times);
    }
    vi.restoreAllMocks();
  });

  test('a page that says nothing for fifteen seconds is not Fall Line’s', () => {
    vi.useFakeTimers();
    void start();
    frame()!.dispatchEvent(new Event('load'));
    vi.advanceTimersByTime(14_000);
    // Loaded once more: it has as long again.
    frame()!.dispatchEvent(new Event('load'));
    vi.advanceTimersByTime(14_000);
    expect(element.shadowRoot!.querySelector('p')).toBeNull();
    vi.advanceTimersByTime(2000);
    expect(element.shadowRoot!.querySelector('p')?.textContent).toContain(
      'https://charts.example/fall-line/',
    );
    event('ready', { version: 1, title: 'Fall Line' });
    expect(element.shadowRoot!.querySelector('p')).toBeNull();
    expect(frame()!.className).toBe('ready');
  });
});
