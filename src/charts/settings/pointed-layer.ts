import { pointedSetting, type PointedSetting } from '../../app/setting-map/pointed.ts';
import type { MapLayer } from '../map/layer.ts';
import { drawPointedRun } from '../maps/pointed-run.ts';

/** The run of the setting that is pointed at. */
export const pointedSettingLayer: MapLayer<PointedSetting> = {
  sheet: 'point',
  shows: pointedSetting,
  draw(pen, { run }, { state }, place) {
    if (run) drawPointedRun(pen, run, place, state.palette);
  },
};
