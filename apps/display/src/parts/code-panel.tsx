import { CountdownRing } from '@espresso/ui';
import type { Translate } from '@espresso/ui/i18n';
import type { ComponentChildren } from 'preact';
import { clockOf, type Scene } from '../model/scene.ts';
import type { Door } from '../model/shapes.ts';
import type { Word } from '../words.ts';
import { Qr } from './qr.tsx';

type T = Translate<Word>;

/** From when on the seconds are counted aloud, before it goes on. */
const SOON_MS = 60 * 60_000;

/** What stands there when there is nothing to scan. */
const Instead = ({
  kind,
  sign,
  title,
  text,
  children,
}: {
  readonly kind: 'closed' | 'paused';
  readonly sign: string;
  readonly title: string;
  readonly text: string | undefined;
  readonly children?: ComponentChildren;
}) => (
  <section class="code instead" data-kind={kind}>
    <p class="sign" aria-hidden="true">
      {sign}
    </p>
    <h2>{title}</h2>
    {text === undefined ? null : <p>{text}</p>}
    {children}
  </section>
);

/** The code to scan, how long it is good and how many drinks are in it; or why there is none. */
export const CodePanel = ({
  t,
  scene,
  door,
  origin,
  shopId,
  nowMs,
  timeOf,
}: {
  readonly t: T;
  readonly scene: Scene;
  readonly door: Door;
  readonly origin: string;
  readonly shopId: string;
  readonly nowMs: number;
  readonly timeOf: (atMs: number) => string;
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
    case 'sold-out':
      return <Instead kind="paused" sign="∅" title={t('allSoldOut')} text={t('allSoldOutText')} />;
    case 'draining':
      return <Instead kind="paused" sign="◐" title={t('draining')} text={t('drainingText')} />;
    case 'closed':
    case 'paused': {
      const { type, reason, opensMs } = scene;
      const usual = opensMs === undefined || type === 'closed' ? t(`${type}Text`) : undefined;
      return (
        <Instead
          kind={type}
          sign={type === 'closed' ? '✕' : '❚❚'}
          title={t(type)}
          text={reason === '' ? usual : reason}
        >
          {opensMs === undefined ? null : (
            <p class="goes-on">
              {t('opensAt', { time: timeOf(opensMs) })}
              {opensMs - nowMs > SOON_MS || opensMs < nowMs ? null : (
                <span class="number huge" role="timer">
                  {clockOf(Math.ceil((opensMs - nowMs) / 1_000))}
                </span>
              )}
            </p>
          )}
        </Instead>
      );
    }
  }
};
