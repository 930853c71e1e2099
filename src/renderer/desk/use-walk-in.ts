import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Failure } from '../../contract/failure.ts';
import type { Alike, WalkInForm } from '../../contract/guest.ts';
import type { ScanResult } from '../../contract/verdict.ts';
import { useCoreLine, useDeskCore } from '../core/desk-core.ts';
import { useStation } from './station.ts';

export interface WalkIn {
  readonly form: WalkInForm;
  change(field: keyof WalkInForm, text: string): void;
  /** Whom the guest may be, as far as the form goes. */
  readonly alike: readonly Alike[];
  /** True once the desk was asked whether it is one of those, and until the form is another one. */
  readonly isAsked: boolean;
  readonly failure: Failure | null;
  readonly isBusy: boolean;
  /** Takes the guest down, unless somebody looks the same and nobody has said yet that they are two people. */
  send(isSomebodyElse: boolean): Promise<void>;
}

/** The form for a guest who is on no list, from its first letter to the badge. */
export function useWalkIn(name: string, onResult: (result: ScanResult) => void): WalkIn {
  const core = useDeskCore();
  const { generation } = useCoreLine(core);
  const { status } = useStation();
  // One guest however often it is sent: an answer may get lost.
  const [key] = useState(() => crypto.randomUUID());
  const [form, setForm] = useState<WalkInForm>(() => ({
    name,
    latinName: '',
    organization: '',
    category: usualCategory(status.event, status.checkpoint),
  }));
  const [isAsked, setIsAsked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const { data, refetch } = useQuery({
    queryKey: ['alike', form, generation, status.registrations],
    queryFn: () => core.ask((client, options) => client.walkIn.alike(form, options)),
    placeholderData: (previous) => previous,
    gcTime: 0,
  });
  const alike = data?.ok ? data.value : [];

  async function send(isSomebodyElse: boolean) {
    if (isBusy) return;
    setIsBusy(true);
    setFailure(await registered(isSomebodyElse));
    setIsBusy(false);
  }

  async function registered(isSomebodyElse: boolean): Promise<Failure | null> {
    // Who types fast sends before anything was looked up.
    const { data: now } = await refetch();
    const same = now?.ok ? now.value.filter(({ likeness }) => likeness === 'same') : [];
    if (same.length > 0 && !isSomebodyElse) {
      setIsAsked(true);
      return null;
    }
    const apartFrom = same.map(({ hit }) => hit.registration.id);
    const order = { ...form, form: key, apartFrom };
    const answer = await core.ask((client, options) => client.walkIn.register(order, options));
    if (!answer.ok) return answer.failure;
    onResult(answer.value);
    return null;
  }

  return {
    form,
    change(field, text) {
      setForm((before) => ({ ...before, [field]: text }));
      setIsAsked(false);
      setFailure(null);
    },
    alike,
    isAsked: isAsked && alike.some(({ likeness }) => likeness === 'same'),
    failure,
    isBusy,
    send,
  };
}

/**
 * The event's first category that may come in here. Not the one of the guest before: Enter in a hurry must not make
 * the next guest a VIP.
 */
function usualCategory(
  event: { readonly categories: readonly { id: string }[]; readonly checkpoints: readonly Place[] },
  checkpoint: string,
): string {
  const admitted = event.checkpoints.find(({ id }) => id === checkpoint)?.categories ?? null;
  const usual = event.categories.find(({ id }) => admitted === null || admitted.includes(id));
  return usual?.id ?? event.categories[0]?.id ?? '';
}

interface Place {
  readonly id: string;
  readonly categories: readonly string[] | null;
}
