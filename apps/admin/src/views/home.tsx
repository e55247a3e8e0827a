import { ButtonLink, Card } from '@espresso/ui';
import type { ComponentChildren } from 'preact';
import { checklistOf, type Step } from '../model/checklist.ts';
import type { Summary } from '../model/hours.ts';
import type { Desk } from '../store/desk.ts';
import { useReply } from '../store/use-reply.ts';
import { metrics, staff } from '../wire.ts';
import { minutesOf } from './durations.ts';
import { Page, Shown } from './parts.tsx';
import { ShopState } from './shop-state.tsx';
import { useWords } from './words.ts';

/** What is so now, what is still to do before the first guest, and how the day goes. */
export const Home = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const { api, shop, revision } = desk;
  const day = useReply(api, `/api/shops/${shop.shopId}/metrics`, metrics, [revision]);
  const people = useReply(api, '/api/staff', staff, [revision]);
  const orders = day.reply.state === 'here' ? day.reply.value.total.orders : 0;
  const members = people.reply.state === 'here' ? people.reply.value.staff : [];
  const steps = checklistOf(shop.shopId, { status: shop.status, staff: members, orders });
  const isReady = steps.every(({ isDone }) => isDone);
  const isKnown = people.reply.state === 'here' && day.reply.state === 'here';
  return (
    <Page title={t('hello', { name: desk.me.name ?? '' })} about={t('homeAbout', { shop: shop.name })}>
      <ShopState desk={desk} />
      {isKnown && !isReady ? (
        <Card label={t('checklist')}>
          <h2>{t('checklist')}</h2>
          <ol class="checklist">
            {steps.map(({ step, isDone }) => (
              <li key={step} data-done={isDone ? '' : undefined}>
                <span class="tick" aria-hidden="true">
                  {isDone ? '✓' : ''}
                </span>
                <div>
                  <strong>{t(`step-${step}`)}</strong>
                  <span class="aside"> {isDone ? t('stepDone') : t('stepOpen')}</span>
                  <p class="soft">{t(`step-${step}-how`)}</p>
                </div>
                {isDone ? null : <StepAction step={step} />}
              </li>
            ))}
          </ol>
        </Card>
      ) : null}
      <Card label={t('lastDay')}>
        <h2>{t('lastDay')}</h2>
        <Shown reply={day.reply}>{({ total }) => <KeyFigures total={total} />}</Shown>
        <div class="row">
          <ButtonLink kind="plain" href="#/statistics">
            {t('moreFigures')}
          </ButtonLink>
        </div>
      </Card>
      <Card label={t('waysOut')}>
        <h2>{t('waysOut')}</h2>
        <ul class="ways">
          <Way href={`/barista?shop=${shop.shopId}`} name={t('wayBarista')}>
            {t('wayBaristaHow')}
          </Way>
          <Way href="/explorer" name={t('wayExplorer')}>
            {t('wayExplorerHow')}
          </Way>
          <Way href="/api/docs" name={t('wayApi')}>
            {t('wayApiHow')}
          </Way>
        </ul>
      </Card>
    </Page>
  );
};

const StepAction = ({ step }: { readonly step: Step }) => {
  const t = useWords();
  switch (step) {
    case 'open':
      return null;
    case 'display':
    case 'barista':
      return (
        <ButtonLink href={`#/people?${step}`}>{t(step === 'display' ? 'pairDisplay' : 'inviteBarista')}</ButtonLink>
      );
    case 'order':
      return null;
  }
};

const Way = ({
  href,
  name,
  children,
}: {
  readonly href: string;
  readonly name: string;
  readonly children: ComponentChildren;
}) => (
  <li>
    <a href={href} target="_blank" rel="noopener">
      {name}
    </a>
    <span class="soft">{children}</span>
  </li>
);

/** The figures one asks for first. */
export const KeyFigures = ({ total }: { readonly total: Summary }) => {
  const t = useWords();
  const wait = total.waits.queue;
  return (
    <dl class="figures">
      <Figure name={t('orders')} value={t('count', { n: total.orders })} />
      <Figure name={t('made')} value={t('count', { n: total.finished })} />
      <Figure name={t('waitHalf')} value={wait === null ? '–' : minutesOf(t, wait.p50Seconds)} />
      <Figure name={t('waitMost')} value={wait === null ? '–' : minutesOf(t, wait.p90Seconds)} />
    </dl>
  );
};

const Figure = ({ name, value }: { readonly name: string; readonly value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd class="number">{value}</dd>
  </div>
);
