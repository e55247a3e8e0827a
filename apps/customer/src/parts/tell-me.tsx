import { Button } from '@espresso/ui';
import type { Key } from '../messages/index.ts';
import { hasEnded } from '../model/shapes.ts';
import type { PushState } from '../push.ts';
import type { StatusProps } from './parts.ts';

/** Why a closed page cannot be told, and what to do instead. */
const pushSays = {
  on: 'tellPush',
  denied: 'tellDenied',
  insecure: 'tellInsecure',
  impossible: 'tellNoPush',
  failed: 'tellNoPush',
} as const satisfies Readonly<Record<PushState, Key>>;

/** How somebody who looks away is told: rung by rung, each by a tap, and each says plainly what it can do here. */
export const TellMe = ({ t, order, passing, notices, actions }: StatusProps) => {
  if (actions === undefined || hasEnded(order) || order.status === 'ready') return null;
  const { soundOn = false, push = notices?.pushOn === true ? 'on' : undefined } = passing;
  return (
    <div class="tell stack">
      {soundOn ? null : (
        <Button kind="main" wide onClick={actions.tell}>
          <span aria-hidden="true">♪</span> {t('tell')}
        </Button>
      )}
      <div role="status">
        <ul class="rungs">
          {soundOn ? <li data-mark="♪">{t('tellOpen')}</li> : null}
          {push === undefined ? null : <li data-mark={push === 'on' ? '✓' : '!'}>{t(pushSays[push])}</li>}
          {notices?.mailOn === true ? <li data-mark="✓">{t('mailOn')}</li> : null}
        </ul>
      </div>
      {notices?.mail === true && (soundOn || notices.mailOn) ? (
        <Button wide onClick={() => actions.mail(!notices.mailOn)}>
          {t(notices.mailOn ? 'mailOff' : 'mailMe')}
        </Button>
      ) : null}
    </div>
  );
};
