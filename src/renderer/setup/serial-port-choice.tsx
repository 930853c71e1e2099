import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../contract/failure.ts';
import type { SerialPortInfo, StationStatus } from '../../contract/status.ts';
import { useDeskCore } from '../core/desk-core.ts';
import { useStation } from '../desk/station.ts';
import { FailureLine } from '../look/failure-line.tsx';

const LOOK_AGAIN_MS = 3_000;
/** What nearly all scanners at serial ports are delivered with; at a USB one any rate is right. */
const BAUD_RATE = 9_600;
const NONE = '';

/** Where a scanner that is no keyboard is plugged in. Chosen at once, so that the code above can be scanned with it. */
export function SerialPortChoice({ onStatus }: { onStatus: (status: StationStatus) => void }) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const { serialScanner } = useStation().status;
  const [failure, setFailure] = useState<Failure | null>(null);
  const { data } = useQuery({
    queryKey: ['serial-ports'],
    queryFn: () => core.ask((client, options) => client.serialPorts(undefined, options)),
    refetchInterval: LOOK_AGAIN_MS,
  });
  const found = data?.ok ? data.value : [];
  const chosen = serialScanner === null ? [] : [{ path: serialScanner.path, name: '' }];
  const ports = [...found, ...chosen.filter(({ path }) => found.every((port) => port.path !== path))];
  if (ports.length === 0) return null;

  async function choose(path: string) {
    const serialPort = path === NONE ? null : { path, baudRate: serialScanner?.baudRate ?? BAUD_RATE };
    const answer = await core.ask((client, options) => client.setup.configure({ serialPort }, options));
    setFailure(answer.ok ? null : answer.failure);
    if (answer.ok) onStatus(answer.value);
  }

  return (
    <>
      <Select
        className="field"
        selectedKey={serialScanner?.path ?? NONE}
        onSelectionChange={(path) => void choose(String(path))}
      >
        <Label>{t('setup.scanner.serial')}</Label>
        <Button className="choose">
          <SelectValue />
          <span aria-hidden="true">▾</span>
        </Button>
        <Popover className="popover">
          <ListBox>
            <ListBoxItem id={NONE}>{t('setup.scanner.noSerial')}</ListBoxItem>
            {ports.map((port) => (
              <ListBoxItem key={port.path} id={port.path}>
                {portWords(port)}
              </ListBoxItem>
            ))}
          </ListBox>
        </Popover>
      </Select>
      {serialScanner !== null && (
        <p role="status" className="hint" data-serial={serialScanner.isOpen ? 'open' : 'away'}>
          {t(serialScanner.isOpen ? 'setup.scanner.serialOpen' : 'setup.scanner.serialAway')}
        </p>
      )}
      <FailureLine failure={failure} />
    </>
  );
}

function portWords({ path, name }: SerialPortInfo): string {
  return name === '' ? path : `${path} · ${name}`;
}
