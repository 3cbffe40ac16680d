import { expect, test } from 'vitest';
import { homeCamera } from '../../../src/core/scene/defaults.ts';
import { interactions } from '../../../src/embed/options.ts';
import { restricted } from '../../../src/embed/restricted.ts';
import { servedApp } from './served-app.ts';

test.each(interactions)(
  'with interact=%s a reader moves what that names, and switches layers',
  (interaction) => {
    const { app } = servedApp();
    const guest = restricted(app, interaction);
    const { domain, start } = app.state.scene;
    guest.setView({ camera: { ...homeCamera, zoom: 2 } }, 'camera');
    guest.setDomain([-1, 1, -1, 1]);
    guest.setStart([1, 1]);
    guest.setView({ map: { curvature: true, labels: true } });
    const { scene } = app.state;
    const moved = interaction === 'all' || interaction === 'camera';
    expect(scene.view.camera.zoom).toBe(moved ? 2 : 1);
    expect(scene.domain).toEqual(moved ? [-1, 1, -1, 1] : domain);
    expect(scene.start).toEqual(interaction === 'all' || interaction === 'start' ? [1, 1] : start);
    expect(scene.view.map).toEqual({ curvature: true, labels: true });
  },
);
