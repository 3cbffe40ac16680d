import type { App } from '../app/app.ts';
import type { Camera } from '../core/scene/scene.ts';
import { createCameraMotion } from './camera-motion.ts';
import { createGlide } from './glide.ts';

/** The camera as it is seen: at once where the scene's is while it is under the hand, on its way there when it is not. */
export function createCamera(app: App, now: () => number, isCalm: () => boolean) {
  const motion = createCameraMotion(app.state.scene.view.camera);
  const glide = createGlide();
  let underHand = true;

  return {
    shown: () => motion.shown,
    /** How far a glide has come; 1 when there is none. */
    share: () => glide.share(now()),
    /** Goes on its way; true when it has moved. @param jump goes all of it */
    follow: (camera: Camera, jump: boolean, share: number) =>
      motion.follow(camera, now(), underHand || isCalm() || jump, share),
    isMoving: (share: number) => motion.moving || share < 1,
    /** Asks for another picture where it has not arrived. */
    settle(share: number): void {
      if (motion.moving || share < 1) app.invalidate();
      else underHand = false;
    },
    glide(milliseconds: number): void {
      glide.begin(isCalm() ? 0 : milliseconds);
      underHand = milliseconds === 0;
    },
    hold(hand: boolean): void {
      underHand = hand;
    },
  };
}
