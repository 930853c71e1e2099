import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button, Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useDeskCore } from '../core/desk-core.ts';
import { currentLanguage } from '../language/language.ts';
import { printerStanding } from '../look/printer-words.ts';
import { printerName } from './badge-words.ts';

interface MoveBadgeProps {
  readonly from: string;
  readonly isBusy: boolean;
  readonly onMove: (printer: string) => void;
}

/** The other printers, each with how it is: a tap has the badge printed there. */
export function MoveBadge({ from, isBusy, onMove }: MoveBadgeProps) {
  const { t } = useTranslation();
  const core = useDeskCore();
  const [isOpen, setIsOpen] = useState(false);
  const { data } = useQuery({
    queryKey: ['printers'],
    queryFn: () => core.ask((client, options) => client.printers(undefined, options)),
    enabled: isOpen,
  });
  const printers = data?.ok ? data.value : [];
  const others = printers.filter(({ name, state }) => name !== from && state !== 'missing');
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={setIsOpen}>
      <Button className="button" data-action="move" isDisabled={isBusy}>
        {t('queue.move')} <span aria-hidden="true">▾</span>
      </Button>
      <Popover className="popover">
        <Menu
          aria-label={t('queue.moveTo')}
          onAction={(printer) => onMove(String(printer))}
          renderEmptyState={() => <p className="hint print-queue-alone">{t('queue.noOther')}</p>}
        >
          {others.map((printer) => (
            <MenuItem key={printer.name} id={printer.name} textValue={printer.name} className="menu-item">
              <bdi>{printerName(printer.name, currentLanguage())}</bdi>
              {printer.kind !== 'pdf-folder' && <span className="hint">{printerStanding(printer, t)}</span>}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
