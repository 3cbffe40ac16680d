import { parseNamed, printNamed } from './call.ts';
import { homeCamera } from './defaults.ts';
import { type At, choice, isRecord, type Kind, member, number, quote, reportUnknown } from './kinds.ts';
import { limits } from './limits.ts';
import { matching } from './match-name.ts';
import { parseNumber, printNumber } from './number-list.ts';
import type { Camera, Projection } from './scene.ts';
import { sceneSentences } from './scene-sentences.ts';

export const projections: readonly Projection[] = ['perspective', 'orthographic', 'top'];
const projection = choice(projections);
/** What the numbers of a camera may be: all that gestures lead to. */
const ranges = {
  azimuth: { min: -2 * Math.PI, max: 2 * Math.PI },
  elevation: { min: 0, max: Math.PI / 2 },
  zoom: { min: limits.cameraZoom[0], max: limits.cameraZoom[1] },
} as const;
const side = number({ min: -0.5, max: 0.5 });
const numbers = ['azimuth', 'elevation', 'zoom'] as const;
export const cameraKeys = [...numbers, 'x', 'y'] as const;

/** The camera: `camera=perspective,azimuth:-0.42,elevation:0.92,zoom:1,x:0,y:0`, any of them. */
export const camera: Kind<Camera> = {
  get form() {
    return sceneSentences.say('camera');
  },
  parse(texts) {
    const text = texts.at(-1) ?? '';
    const call = parseNamed(text);
    if (!call) return text;
    const value = (key: string, given: string | null) => [
      matching(key, cameraKeys) ?? key,
      given === null ? true : (parseNumber(given) ?? given),
    ];
    const given: Record<string, unknown> = Object.fromEntries(
      call.items.map(([key, text_]) => value(key, text_)),
    );
    const { x = homeCamera.target[0], y = homeCamera.target[1], ...rest } = given;
    return { ...rest, target: [x, y], projection: call.name };
  },
  print(value) {
    const [x, y] = value.target;
    const items = [
      ...numbers.map((key) => [key, value[key], homeCamera[key]] as const),
      ['x', x, homeCamera.target[0]] as const,
      ['y', y, homeCamera.target[1]] as const,
    ];
    return [
      printNamed(
        value.projection,
        items
          .filter(([, now, standard]) => !Object.is(now, standard))
          .map(([key, now]) => [key, printNumber(now)]),
      ),
    ];
  },
  restore(given, fallback, at) {
    if (!isRecord(given)) {
      at.report(at.where, sceneSentences.say('mustBe', at.name, camera.form, quote(given)));
      return fallback;
    }
    reportUnknown(given, ['projection', ...numbers, 'target'], at);
    const part = <T>(kind: Kind<T>, key: string, standard: T): T => {
      const value = member(given, key);
      if (value === undefined) return standard;
      return kind.restore(value, standard, inside(at, key));
    };
    return {
      projection: part(projection, 'projection', fallback.projection),
      azimuth: part(number(ranges.azimuth), 'azimuth', fallback.azimuth),
      elevation: part(number(ranges.elevation), 'elevation', fallback.elevation),
      zoom: part(number(ranges.zoom), 'zoom', fallback.zoom),
      target: part(target, 'target', fallback.target),
    };
  },
};

const target: Kind<Camera['target']> = {
  get form() {
    return sceneSentences.say('target');
  },
  parse: (texts) => texts,
  print: (value) => value.map(printNumber),
  restore(given, fallback, at) {
    const list: readonly unknown[] = Array.isArray(given) ? given : [];
    if (list.length !== 2) {
      at.report(at.where, sceneSentences.say('mustBe', at.name, target.form, quote(given)));
      return fallback;
    }
    return [
      side.restore(list[0], fallback[0], inside(at, 'x')),
      side.restore(list[1], fallback[1], inside(at, 'y')),
    ];
  },
};

function inside(at: At, key: string): At {
  return { ...at, name: sceneSentences.say('ofCamera', key, at.name), where: `${at.where}.${key}` };
}
