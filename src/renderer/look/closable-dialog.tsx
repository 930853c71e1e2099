import type { ReactNode } from 'react';
import { Button, Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { useTranslation } from 'react-i18next';

interface ClosableDialogProps {
  /** A class for what this dialog has of its own; `<name>-modal` is that of the frame around it. */
  readonly name: string;
  readonly title: string;
  /** `alertdialog` for a question that has to be answered first. */
  readonly role?: 'dialog' | 'alertdialog';
  /** What the button says that leaves it; `Close`, unless given. */
  readonly closing?: string;
  /** Whether that button has the focus at first, so that an Enter, which scanners send too, does nothing else. */
  readonly isCloseFocused?: boolean;
  /** What stands beside that button. */
  readonly foot?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A dialog in front of the screen, with its title and a button that leaves it, as Escape and a press beside it do. */
export function ClosableDialog({
  name,
  title,
  role = 'dialog',
  closing,
  isCloseFocused = true,
  foot,
  onClose,
  children,
}: ClosableDialogProps) {
  const { t } = useTranslation();
  return (
    <ModalOverlay className="backdrop" isOpen isDismissable onOpenChange={onClose}>
      <Modal className={`${name}-modal`}>
        <Dialog className={`dialog ${name}`} role={role}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {children}
          <div className="dialog-actions">
            {foot}
            <Button className="button" autoFocus={isCloseFocused} onPress={onClose}>
              {closing ?? t('reprint.close')}
            </Button>
          </div>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
