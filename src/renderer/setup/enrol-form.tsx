import { type FormEvent, useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { z } from 'zod';
import type { Failure } from '../../contract/failure.ts';
import type { StationStatus } from '../../contract/status.ts';
import { EnrolmentCodeSchema } from '../../contract/sync.ts';
import { LONG_CALL_LIMIT_MS } from '../core/core-connection.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { useStation } from '../desk/station.ts';
import { FailureLine } from '../look/failure-line.tsx';

const ServerAddressSchema = z.url({ protocol: /^https?$/ });

/** Enrols the station at a server by the one-time code of its console. */
export function EnrolForm({ onStatus }: { onStatus: (status: StationStatus) => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { sync } = useStation().status;
  const [url, setUrl] = useState(sync.server ?? '');
  const [code, setCode] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isEnrolling, setIsEnrolling] = useState(false);

  async function enrol(event: FormEvent) {
    event.preventDefault();
    setIsEnrolling(true);
    const answer = await core.ask(
      (client, options) => client.setup.enrol({ url: url.trim(), code: code.trim().toUpperCase() }, options),
      LONG_CALL_LIMIT_MS,
    );
    setIsEnrolling(false);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) onStatus(answer.value);
  }

  return (
    <Form className="enrol" onSubmit={(event) => void enrol(event)}>
      <TextField
        className="field"
        value={url}
        onChange={setUrl}
        isRequired
        validate={(text) => (isServerAddress(text) ? null : t('setup.source.urlWrong'))}
      >
        <Label>{t('setup.source.url')}</Label>
        <Input placeholder="http://192.168.1.10:8787" />
        <FieldError className="trouble" />
      </TextField>
      <TextField
        className="field"
        value={code}
        onChange={setCode}
        isRequired
        validate={(text) =>
          EnrolmentCodeSchema.safeParse(text).success ? null : t('setup.source.codeWrong')
        }
      >
        <Label>{t('setup.source.code')}</Label>
        <Input autoCapitalize="characters" autoComplete="off" />
        <Text slot="description" className="hint">
          {t('setup.source.codeHint')}
        </Text>
        <FieldError className="trouble" />
      </TextField>
      <Button type="submit" className="button primary" isDisabled={isEnrolling}>
        {isEnrolling ? t('setup.source.enrolling') : t('setup.source.enrol')}
      </Button>
      <p role="status">
        {sync.server !== null && failure === null && t('setup.source.enrolled', { server: sync.server })}
      </p>
      <FailureLine failure={failure} />
    </Form>
  );
}

function isServerAddress(text: string): boolean {
  return ServerAddressSchema.safeParse(text.trim()).success;
}
