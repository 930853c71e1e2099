import { useState } from 'react';
import { Button, FileTrigger, Label, RadioGroup } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import { fileRefused } from '../../contract/file-problem.ts';
import { problem } from '../../contract/problem-sentences.ts';
import type { StationStatus } from '../../contract/status.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { useStation } from '../desk/station.ts';
import { currentLanguage, textLanguage } from '../language/language.ts';
import { FailureLine } from '../look/failure-line.tsx';
import { Choice } from './choice.tsx';
import { EnrolForm } from './enrol-form.tsx';
import { Enrolled } from './enrolled.tsx';
import type { Source } from './steps.ts';
import type { Enrolment } from './use-enrolment.ts';

const LARGEST_EVENT_FILE = 1_000_000;

interface SourceStepProps {
  readonly source: Source;
  readonly onSource: (source: Source) => void;
  readonly onStatus: (status: StationStatus) => void;
  readonly enrolment: Enrolment;
}

export function SourceStep({ source, onSource, onStatus, enrolment }: SourceStepProps) {
  const { t } = useTranslation();
  const { sync } = useStation().status;
  const isEnrolled = sync.server !== null && sync.state !== 'enrolment-needed';
  const isForm = !isEnrolled || enrolment.isAgain || enrolment.isEnrolling || enrolment.failure !== null;
  return (
    <>
      <RadioGroup
        className="choices two"
        value={source}
        onChange={(value) => onSource(value === 'server' ? 'server' : 'alone')}
      >
        <Label>{t('setup.source.question')}</Label>
        <Choice value="alone" title={t('setup.source.alone')} hint={t('setup.source.aloneHint')} />
        <Choice value="server" title={t('setup.source.server')} hint={t('setup.source.serverHint')} />
      </RadioGroup>
      {source === 'alone' && <EventFile onStatus={onStatus} />}
      {source === 'server' && isForm && <EnrolForm enrolment={enrolment} />}
      {source === 'server' && !isForm && <Enrolled onAgain={enrolment.again} />}
    </>
  );
}

/** The event of this station, and the way to another one: a file. */
function EventFile({ onStatus }: { onStatus: (status: StationStatus) => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { event } = useStation().status;
  const [failure, setFailure] = useState<Failure | null>(null);
  const language = textLanguage();
  const day = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'long', timeZone: 'UTC' });

  async function take(file: File) {
    const answer =
      file.size > LARGEST_EVENT_FILE
        ? fileRefused('file-not-an-event', file.name, problem('file-too-large'))
        : await initEvent(file);
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) onStatus(answer.value);
  }

  async function initEvent(file: File) {
    const text = await file.text();
    return core.ask((client, options) => client.setup.initEvent({ file: file.name, text }, options));
  }

  return (
    <section className="event-now" aria-label={t('setup.source.event')}>
      <p>
        <b>{event.name[language]}</b>
      </p>
      <p className="hint">
        {day.formatRange(new Date(event.firstDay), new Date(event.lastDay))} · {event.place[language]}
      </p>
      <FileTrigger
        acceptedFileTypes={['.json', 'application/json']}
        onSelect={(files) => {
          const file = files?.[0];
          if (file !== undefined) void take(file);
        }}
      >
        <Button className="button">{t('setup.source.chooseEvent')}</Button>
      </FileTrigger>
      <FailureLine failure={failure} />
    </section>
  );
}
