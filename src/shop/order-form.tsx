/** Who orders, and where the goods shall go. What was typed stays when the centre refuses. */
import { type FormEvent, useState } from 'react';
import { Banner, Button, SegmentedControl, TextField, useMoney, useWords } from '../ui/index.ts';
import type { WebCart } from './shop-api.ts';
import { useGo } from './shop-links.tsx';
import { useShop } from './shop-state.ts';
import { useRefusal } from './use-refusal.ts';
import { shopWords } from './words.ts';

const BLANK = { name: '', phone: '', email: '', street: '', town: '', country: '' };

export function OrderForm(props: { readonly cart: WebCart; readonly store: string }) {
  const shop = useShop();
  const t = useWords(shopWords);
  const say = useRefusal();
  const money = useMoney();
  const go = useGo();
  const [delivery, setDelivery] = useState<'collect' | 'ship'>('collect');
  const [fields, setFields] = useState(BLANK);
  const [isTried, setTried] = useState(false);
  const [isSending, setSending] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const given = (field: keyof typeof BLANK) => fields[field].trim();
  const missing = (field: keyof typeof BLANK, words: string) => (isTried && given(field) === '' ? words : null);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (isSending) return;
    setTried(true);
    const address = delivery === 'ship' ? [given('street'), given('town'), given('country')] : null;
    if (given('name') === '' || address?.includes('')) return;
    setSending(true);
    const contact = { name: given('name'), phone: given('phone') || null, email: given('email') || null };
    const answer = await shop.order({ delivery, contact, address });
    setSending(false);
    if (answer.ok) go(`/orders/${answer.value.order}`);
    else setTrouble(say(answer.refusal));
  }

  const field = (name: keyof typeof BLANK, autoComplete: string, error: string | null = null) => (
    <TextField
      label={t(name)}
      name={name}
      autoComplete={autoComplete}
      value={fields[name]}
      onChange={(value) => setFields((before) => ({ ...before, [name]: value }))}
      error={error}
      maxLength={120}
    />
  );
  return (
    <form noValidate onSubmit={(event) => void send(event)} className="flex flex-col gap-4">
      <h2 className="text-xl font-medium">{t('checkout')}</h2>
      <SegmentedControl
        isWide
        label={t('delivery')}
        items={[
          { id: 'collect', label: t('collect', { store: props.store }) },
          { id: 'ship', label: t('ship') },
        ]}
        selected={delivery}
        onSelect={setDelivery}
      />
      {field('name', 'name', missing('name', t('nameMissing')))}
      {field('phone', 'tel')}
      {field('email', 'email')}
      {delivery === 'ship' ? (
        <>
          {field('street', 'street-address', missing('street', t('addressMissing')))}
          {field('town', 'address-level2', missing('town', t('addressMissing')))}
          {field('country', 'country-name', missing('country', t('addressMissing')))}
        </>
      ) : null}
      {trouble === null ? null : <Banner tone="act" title={trouble} />}
      <Button type="submit" variant="primary" size="xl">
        {t('place', { total: money(props.cart.totalMinor) })}
      </Button>
    </form>
  );
}
