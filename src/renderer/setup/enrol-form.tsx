import { useCallback, useState } from 'react';
import { Button, FieldError, Form, Input, Label, Text, TextField } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ServerAddressSchema } from '../../contract/enrolment-link.ts';
import { EnrolmentCodeSchema } from '../../contract/sync.ts';
import { CameraPanel } from '../camera/camera-panel.tsx';
import { FailureLine } from '../look/failure-line.tsx';
import { Mark } from '../look/marks.tsx';
import type { Enrolment } from './use-enrolment.ts';

/** Enrols the station at a server: by the QR code of its console, or by address and code typed by hand. */
export function EnrolForm({ enrolment }: { enrolment: Enrolment }) {
  return (
    <div className="enrol">
      <EnrolByScan enrolment={enrolment} />
      <EnrolByHand enrolment={enrolment} />
      <FailureLine failure={enrolment.failure} />
    </div>
  );
}

function EnrolByScan({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation();
  const [isCameraOpen, setIsCameraOpen] = useState(false);
  const { take, wrongScan, isEnrolling } = enrolment;
  const onCode = useCallback(
    (text: string) => {
      if (take({ kind: 'code', text, end: 'none', slowestMs: 0 })) setIsCameraOpen(false);
    },
    [take],
  );
  return (
    <section className="enrol-scan" aria-label={t('setup.source.scan')}>
      <Mark name="scan" />
      <div className="enrol-scan-words">
        <p className="enrol-scan-title">{t('setup.source.scan')}</p>
        <p className="hint">{t('setup.source.scanHint')}</p>
        <div role="alert" className="trouble" data-wrong-scan={wrongScan?.why}>
          {wrongScan !== null &&
            t(wrongScan.why === 'not-enrolment' ? 'setup.source.wrongScan' : `unread.${wrongScan.why}`)}
        </div>
        <Button
          className="button"
          data-action="enrol-camera"
          isDisabled={isEnrolling}
          onPress={() => setIsCameraOpen(!isCameraOpen)}
        >
          {t(isCameraOpen ? 'camera.close' : 'setup.source.camera')}
        </Button>
      </div>
      {isCameraOpen && <CameraPanel kinds={[]} onCode={onCode} />}
    </section>
  );
}

function EnrolByHand({ enrolment }: { enrolment: Enrolment }) {
  const { t } = useTranslation();
  const { link, isEnrolling, change } = enrolment;
  return (
    <Form
      className="enrol-hand"
      onSubmit={(event) => {
        event.preventDefault();
        enrolment.enrol();
      }}
    >
      <p className="enrol-or">{t('setup.source.byHand')}</p>
      <TextField
        className="field"
        value={link.url}
        onChange={(url) => change({ url })}
        isRequired
        validate={(text) => (isServerAddress(text) ? null : t('setup.source.urlWrong'))}
      >
        <Label>{t('setup.source.url')}</Label>
        <Input dir="ltr" placeholder="http://192.168.1.10:8787" autoComplete="off" />
        <FieldError className="trouble" />
      </TextField>
      <TextField
        className="field"
        value={link.code}
        onChange={(code) => change({ code })}
        isRequired
        validate={(text) =>
          EnrolmentCodeSchema.safeParse(text).success ? null : t('setup.source.codeWrong')
        }
      >
        <Label>{t('setup.source.code')}</Label>
        <Input dir="ltr" autoCapitalize="characters" autoComplete="off" />
        <Text slot="description" className="hint">
          {t('setup.source.codeHint')}
        </Text>
        <FieldError className="trouble" />
      </TextField>
      <Button type="submit" className="button" isDisabled={isEnrolling}>
        {isEnrolling ? t('setup.source.enrolling') : t('setup.source.enrol')}
      </Button>
    </Form>
  );
}

function isServerAddress(text: string): boolean {
  return ServerAddressSchema.safeParse(text.trim()).success;
}
