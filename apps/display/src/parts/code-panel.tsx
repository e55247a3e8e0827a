import { CountdownRing } from '@espresso/ui';
import type { Translate } from '@espresso/ui/i18n';
import { clockOf, type Scene } from '../model/scene.ts';
import type { Door } from '../model/shapes.ts';
import type { Word } from '../words.ts';
import { Qr } from './qr.tsx';

type T = Translate<Word>;

/** The code to scan, how long it is good and how many drinks are in it; or why there is none. */
export const CodePanel = ({
  t,
  scene,
  door,
  origin,
  shopId,
}: {
  readonly t: T;
  readonly scene: Scene;
  readonly door: Door;
  readonly origin: string;
  readonly shopId: string;
}) => {
  switch (scene.type) {
    case 'code': {
      const { code, secondsLeft, share } = scene;
      const at = door.orderUrl ?? `${origin}/order?shop=${shopId}`;
      return (
        <section class="code" aria-label={t('scan')}>
          <h2>{t('scan')}</h2>
          <Qr text={`${at}&code=${code.code}`} label={t('scan')} />
          <p class="typed">
            <span class="soft">{t('orType')}</span>
            <span class="letters">
              {code.code.slice(0, 5)} {code.code.slice(5)}
            </span>
          </p>
          <div class="until">
            <CountdownRing left={share}>
              <text class="in-ring" x="50" y="50" text-anchor="middle" dominant-baseline="central">
                {clockOf(secondsLeft)}
              </text>
            </CountdownRing>
            <p>
              <strong>{t('left', { n: code.drinksLeft })}</strong>
              <span class="soft">{t('newCodeIn', { time: clockOf(secondsLeft) })}</span>
            </p>
          </div>
        </section>
      );
    }
    case 'spent':
      return (
        <section class="code instead">
          <p class="sign" aria-hidden="true">
            ⏳
          </p>
          <h2>{t('spent')}</h2>
          <p class="number huge">{clockOf(scene.secondsLeft)}</p>
          <p>{t('newCodeIn', { time: clockOf(scene.secondsLeft) })}</p>
        </section>
      );
    case 'renewing':
      return (
        <section class="code instead">
          <h2>{t('renewing')}</h2>
        </section>
      );
    case 'closed':
    case 'paused':
      return (
        <section class="code instead" data-kind={scene.type}>
          <p class="sign" aria-hidden="true">
            {scene.type === 'closed' ? '✕' : '❚❚'}
          </p>
          <h2>{t(scene.type)}</h2>
          <p>{scene.reason === '' ? t(scene.type === 'closed' ? 'closedText' : 'pausedText') : scene.reason}</p>
        </section>
      );
  }
};
