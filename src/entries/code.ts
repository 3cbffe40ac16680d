import { publicLink } from '../app/public-address.ts';
import { writeFragment } from '../core/scene/url.ts';
import '../styles/code.css';
import { lateTools as text } from '../text/en/late-tools.ts';
import { print } from '../text/en/print.ts';
import { addressForm } from '../ui/address-form.ts';
import { html } from '../ui/dom.ts';
import { iconButton } from '../ui/icon-button.ts';
import { qrCode } from '../ui/qr-code.ts';
import type { PagePieces } from './late-tools.ts';
import '../text/en/scene-faults.ts';

/** Opens the code of the scene's link, for phones. It is gone when it is closed. */
export function openCode({ app, root }: PagePieces): void {
  const { scene, playhead } = app.state;
  const place = html('div', { class: 'code-place' });
  const show = () => {
    const link = publicLink(writeFragment(scene, playhead));
    const code = qrCode(link, print.code(link));
    const sentence = html('p', {}, code ? link : print.tooLong(link.length));
    place.replaceChildren(...(code ? [code.element] : []), sentence);
  };
  show();
  const close = iconButton('close', text.close, () => dialog.close());
  const heading = html('h2', { id: 'code-heading' }, text.codeHeading);
  const address = [addressForm(show)].filter((form) => form !== null);
  const dialog = html(
    'dialog',
    { class: 'help code-dialog', 'aria-labelledby': heading.id },
    html('header', {}, heading, close),
    place,
    ...address,
  );
  dialog.addEventListener('close', () => dialog.remove());
  root.append(dialog);
  dialog.showModal();
}
