import { Button, Dialog, Notice } from '@espresso/ui';
import { useMemo, useState } from 'preact/hooks';
import { pathIn } from '../model/path-in.ts';
import { useExplorer } from '../views/explorer.ts';
import { useWords } from '../views/words.ts';
import { anything, eventPage, trace, type TracedDelivery } from '../wire.ts';
import { detailFrom, faultsByField, fieldsOf, type Field } from './form.ts';
import { useSandboxWords } from './use-words.ts';
import type { Sandbox } from './wire.ts';

const TRIES_MAX = 3;
const REAL = 'real';

interface Sent {
  readonly type: string;
  readonly sandbox: string;
  readonly eventId?: string;
  readonly deliveries: readonly TracedDelivery[];
}

/** A form made from an event's schema, that sends it: into a sandbox first of all. */
export const SendForm = ({ sandboxes }: { readonly sandboxes: readonly Sandbox[] }) => {
  const t = useSandboxWords();
  const page = useWords();
  const { real, ids, bus, places, say } = useExplorer();
  const { sandbox: here } = places.place.value;
  const types = (bus.catalogue.value?.events ?? []).filter(({ owner }) => owner !== 'aws.states');
  const [type, setType] = useState('Shop.ShopPaused');
  const [chosen, setInto] = useState('');
  const [values, setValues] = useState<Readonly<Record<string, string>>>({});
  const [faults, setFaults] = useState<ReturnType<typeof faultsByField>>({ byField: {}, others: [] });
  const [isSure, setSure] = useState(true);
  const [isBusy, setBusy] = useState(false);
  const [sent, setSent] = useState<Sent>();
  const event = types.find(({ detailType }) => detailType === type) ?? types[0];
  const fields = useMemo(() => (event === undefined ? [] : fieldsOf(event.schema, event.example)), [event]);
  const into = chosen === '' ? (here === '' ? (sandboxes[0]?.sandboxId ?? '') : here) : chosen;
  if (event === undefined) return null;

  const send = async (): Promise<void> => {
    const { detail, unreadable } = detailFrom(fields, values);
    setFaults({ byField: Object.fromEntries(unreadable.map((path) => [path, t('unreadable')])), others: [] });
    setSent(undefined);
    setSure(true);
    if (unreadable.length > 0) return;
    setBusy(true);
    const sandbox = into === REAL ? '' : into;
    const at = (path: string): string => pathIn(sandbox, path);
    const body = { detailType: event.detailType, detail };
    const done = await real.command(at('/api/events'), body, anything, { key: ids.next(), triesMax: TRIES_MAX });
    if (done.ok) {
      const newest = await real.get(at(`/api/events?limit=1&type=${event.detailType}`), eventPage);
      const eventId = newest.ok ? newest.reply.events[0]?.id : undefined;
      const traced = eventId === undefined ? undefined : await real.get(at(`/api/events/${eventId}/trace`), trace);
      setSent({
        type: event.detailType,
        sandbox,
        ...(eventId !== undefined && { eventId }),
        deliveries: traced?.ok === true ? traced.reply.deliveries : [],
      });
    } else {
      const found = faultsByField(done.data['errors'], fields);
      setFaults(found);
      if (Object.keys(found.byField).length === 0) say(page('refused', { why: done.detail ?? done.reason }));
    }
    setBusy(false);
  };

  return (
    <section class="card stack" aria-labelledby="send-event">
      <h2 id="send-event">{t('send')}</h2>
      <p class="soft">{t('sendText')}</p>
      {sandboxes.length === 0 ? <Notice>{t('openFirst')}</Notice> : null}
      <form
        class="stack"
        onSubmit={(submitted) => {
          submitted.preventDefault();
          if (isBusy || into === '') return;
          if (into === REAL) setSure(false);
          else void send();
        }}
      >
        <div class="fields">
          <label class="slim-field">
            <span>{t('event')}</span>
            <select
              class="slim-input"
              value={event.detailType}
              onChange={(changed) => {
                setType(changed.currentTarget.value);
                setValues({});
                setFaults({ byField: {}, others: [] });
              }}
            >
              {types.map(({ detailType }) => (
                <option key={detailType} value={detailType}>
                  {detailType}
                </option>
              ))}
            </select>
          </label>
          <label class="slim-field">
            <span>{t('into')}</span>
            <select class="slim-input" value={into} onChange={(changed) => setInto(changed.currentTarget.value)}>
              {into === '' ? <option value="">–</option> : null}
              {sandboxes.map(({ sandboxId, name }) => (
                <option key={sandboxId} value={sandboxId}>
                  {name} …{sandboxId.slice(-4)}
                </option>
              ))}
              <option value={REAL}>{t('realBar')}</option>
            </select>
          </label>
        </div>
        <div class="fields" key={event.detailType}>
          {fields.map((field) => (
            <Asked
              key={field.path}
              field={field}
              value={values[field.path] ?? field.start}
              fault={faults.byField[field.path]}
              onInput={(value) => setValues((before) => ({ ...before, [field.path]: value }))}
            />
          ))}
        </div>
        {faults.others.map((fault) => (
          <Notice key={fault} kind="bad">
            {fault}
          </Notice>
        ))}
        <div class="row">
          <Button kind="main" type="submit" busy={isBusy} disabled={into === ''}>
            {t('sendNow')}
          </Button>
        </div>
      </form>
      {sent === undefined ? null : <WhatCame sent={sent} />}
      <Dialog open={!isSure} title={t('sure')} onClose={() => setSure(true)}>
        <p>{t('sureText', { type: event.detailType })}</p>
        <div class="row">
          <Button kind="danger" onClick={() => void send()}>
            {t('sendNow')}
          </Button>
          <Button onClick={() => setSure(true)}>{page('cancel')}</Button>
        </div>
      </Dialog>
    </section>
  );
};

/** What became of it: the rules that heard it, and the way to it. */
const WhatCame = ({ sent: { type, sandbox, eventId, deliveries } }: { readonly sent: Sent }) => {
  const t = useSandboxWords();
  const address = new URLSearchParams({
    ...(sandbox !== '' && { sandbox }),
    ...(eventId !== undefined && { event: eventId }),
  });
  return (
    <div role="status" class="stack">
      <p>
        <strong>{t('sent', { type })}</strong>{' '}
        {deliveries.length === 0
          ? t('nobodyHeard')
          : `${t('heardBy')}: ${deliveries.map(({ rule, state }) => `${rule} (${state})`).join(', ')}`}
      </p>
      {eventId === undefined ? null : <a href={`?${address.toString()}`}>{t('openEvent')}</a>}
    </div>
  );
};

const Asked = ({
  field,
  value,
  fault,
  onInput,
}: {
  readonly field: Field;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onInput: (value: string) => void;
}) => {
  const id = `send-${field.path.replaceAll('/', '-')}`;
  const about = {
    id,
    class: field.kind === 'json' ? 'slim-input code' : 'slim-input',
    'aria-invalid': fault !== undefined,
    ...(fault !== undefined && { 'aria-describedby': `${id}-fault` }),
  };
  return (
    <div class="slim-field" data-wide={field.kind === 'json' ? '' : undefined}>
      <label for={id}>
        <span lang="en">{field.name}</span>
        {field.required ? <span aria-hidden="true"> *</span> : null}
      </label>
      {field.kind === 'choice' || field.kind === 'yes-no' ? (
        <select {...about} value={value} onChange={(event) => onInput(event.currentTarget.value)}>
          {field.required ? null : <option value="">–</option>}
          {(field.kind === 'choice' ? field.choices : ['true', 'false']).map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </select>
      ) : field.kind === 'json' ? (
        <textarea {...about} rows={2} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input
          {...about}
          inputMode={field.kind === 'number' ? 'decimal' : 'text'}
          required={field.required}
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
      )}
      {fault === undefined ? null : (
        <span id={`${id}-fault`} class="field-fault" role="alert">
          {fault}
        </span>
      )}
    </div>
  );
};
