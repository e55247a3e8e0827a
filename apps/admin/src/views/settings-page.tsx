import { Button, Card, Choices, Notice, TextField } from '@espresso/ui';
import { languageCodes, languages } from '@espresso/ui/i18n';
import { useState } from 'preact/hooks';
import { command, type Desk } from '../store/desk.ts';
import { useReply } from '../store/use-reply.ts';
import { anything, faults as faultsReply, settings as settingsReply, type Settings } from '../wire.ts';
import { Page, Select, Shown } from './parts.tsx';
import { useWords } from './words.ts';

/** Numbers one can tune, and within which bounds. */
const numbers = {
  queueLimit: { min: 1, max: 1_000 },
  ordersPerCustomer: { min: 1, max: 100 },
  drinksPerCode: { min: 1, max: 1_000 },
  codeWindowSeconds: { min: 10, max: 86_400 },
  customerTimeoutSeconds: { min: 1, max: 86_400 },
  baristaTimeoutSeconds: { min: 1, max: 86_400 },
} as const;
type NumberSetting = keyof typeof numbers;
const groups = [
  ['groupPace', ['queueLimit', 'ordersPerCustomer']],
  ['groupCode', ['drinksPerCode', 'codeWindowSeconds']],
  ['groupPatience', ['customerTimeoutSeconds', 'baristaTimeoutSeconds']],
] as const satisfies readonly (readonly [string, readonly NumberSetting[]])[];
const policies = ['trust', 'prove'] as const;

/** Everything an organiser may tune, and what it does. */
export const SettingsPage = ({ desk }: { readonly desk: Desk }) => {
  const t = useWords();
  const path = `/api/shops/${desk.shop.shopId}/settings`;
  const { reply } = useReply(desk.api, path, settingsReply, [desk.revision]);
  return (
    <Page title={t('page-settings')} about={t('settingsAbout', { shop: desk.shop.name })}>
      <Shown reply={reply}>{(known) => <Form key={path} known={known} desk={desk} path={path} />}</Shown>
      <Card label={t('thisDevice')}>
        <h2>{t('thisDevice')}</h2>
        <Select
          id="language"
          label={t('language')}
          from={languageCodes.map((code) => ({ id: code, label: languages[code].name }))}
          chosen={desk.language.value}
          onChange={(wanted) => {
            desk.language.value = wanted;
          }}
        />
      </Card>
    </Page>
  );
};

type Typed = Readonly<Record<NumberSetting, string>> & Pick<Settings, 'emailPolicy' | 'pickupLocation'>;

const typedOf = (known: Settings): Typed => ({
  queueLimit: String(known.queueLimit),
  ordersPerCustomer: String(known.ordersPerCustomer),
  drinksPerCode: String(known.drinksPerCode),
  codeWindowSeconds: String(known.codeWindowSeconds),
  customerTimeoutSeconds: String(known.customerTimeoutSeconds),
  baristaTimeoutSeconds: String(known.baristaTimeoutSeconds),
  emailPolicy: known.emailPolicy,
  pickupLocation: known.pickupLocation,
});

const Form = ({ known, desk, path }: { readonly known: Settings; readonly desk: Desk; readonly path: string }) => {
  const t = useWords();
  const [typed, setTyped] = useState(typedOf(known));
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({});
  const [fault, setFault] = useState<string>();
  const [isBusy, setBusy] = useState(false);

  const save = async (): Promise<void> => {
    const wrong = faultsIn(typed, t);
    setFaults(wrong);
    if (Object.keys(wrong).length > 0) return;
    setBusy(true);
    const { emailPolicy, pickupLocation } = typed;
    const body = { ...numbersOf(typed), emailPolicy, pickupLocation: pickupLocation.trim() };
    const outcome = await command(desk, 'PUT', path, body, anything);
    setBusy(false);
    if (outcome.ok) {
      setFault(undefined);
      desk.say(t('settingsSaved'));
      return;
    }
    const { errors } = outcome.data;
    if (outcome.reason === 'invalid-request' && errors !== undefined)
      setFaults(Object.fromEntries(faultsReply(errors).map((one) => [one.pointer.replace('#/body/', ''), one.detail])));
    setFault(outcome.detail ?? t('notReached'));
  };
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {groups.map(([title, names]) => (
        <Card key={title} label={t(title)}>
          <h2>{t(title)}</h2>
          <div class="pair">
            {names.map((name) => (
              <TextField
                key={name}
                id={name}
                name={name}
                label={t(name)}
                hint={t(`${name}-means`)}
                inputMode="numeric"
                autocomplete="off"
                value={typed[name]}
                fault={faults[name]}
                onInput={(value) => setTyped({ ...typed, [name]: value })}
              />
            ))}
          </div>
        </Card>
      ))}
      <Card label={t('groupGuests')}>
        <h2>{t('groupGuests')}</h2>
        <TextField
          id="pickupLocation"
          name="pickupLocation"
          label={t('pickupLocation')}
          hint={t('pickupLocation-means')}
          maxLength={80}
          value={typed.pickupLocation}
          fault={faults['pickupLocation']}
          onInput={(pickupLocation) => setTyped({ ...typed, pickupLocation })}
        />
        <Choices
          name="emailPolicy"
          legend={t('emailPolicy')}
          from={policies.map((id) => ({ id, label: t(`emailPolicy-${id}`) }))}
          chosen={[typed.emailPolicy]}
          onChange={([id]) => {
            const emailPolicy = policies.find((policy) => policy === id);
            if (emailPolicy !== undefined) setTyped({ ...typed, emailPolicy });
          }}
        />
        <p class="soft">{t(`emailPolicy-${typed.emailPolicy}-means`)}</p>
      </Card>
      {fault === undefined ? null : <Notice kind="bad">{fault}</Notice>}
      <div class="row end">
        <Button kind="main" type="submit" busy={isBusy}>
          {t('save')}
        </Button>
      </div>
    </form>
  );
};

const names: readonly NumberSetting[] = groups.flatMap(([, of]) => of);

const numbersOf = (typed: Typed): Readonly<Record<string, number>> =>
  Object.fromEntries(names.map((name) => [name, Number(typed[name])]));

const faultsIn = (typed: Typed, t: ReturnType<typeof useWords>): Readonly<Record<string, string>> => {
  const wrong: Record<string, string> = {};
  for (const name of names) {
    const { min, max } = numbers[name];
    const value = Number(typed[name]);
    if (typed[name].trim() === '' || !Number.isInteger(value) || value < min || value > max)
      wrong[name] = t('numberWanted', { min, max });
  }
  if (typed.pickupLocation.trim() === '') wrong['pickupLocation'] = t('nameWanted');
  return wrong;
};
