/**
 * What floats above a screen: a sheet for work that belongs to it, a dialog for a question. Both take
 * the focus, give it back, and close with Escape or a tap beside them.
 */
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import { useWords } from './i18n.ts';
import { uiWords } from './ui-words.ts';

interface OverlayProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Stays in sight while the content scrolls: the actions. */
  readonly footer?: ReactNode;
}

export interface SheetProps extends OverlayProps {
  readonly side?: 'end' | 'bottom';
  readonly size?: 'md' | 'lg';
}

export interface DialogProps extends OverlayProps {
  /** False for a question that must be answered by one of its buttons. */
  readonly isDismissable?: boolean;
  readonly role?: 'dialog' | 'alertdialog';
  readonly size?: 'md' | 'lg';
}

const VEIL =
  'fixed inset-0 z-40 flex bg-veil transition-opacity duration-150 entering:opacity-0 exiting:opacity-0 exiting:duration-100';
const FLOATING = 'flex min-h-0 flex-col bg-raised text-ink shadow-float outline-none transition-transform duration-150';

function Frame(props: OverlayProps & { readonly canClose: boolean; readonly role: 'dialog' | 'alertdialog' }) {
  const t = useWords(uiWords);
  return (
    <AriaDialog role={props.role} className="flex max-h-[inherit] min-h-0 grow flex-col outline-none">
      <header className="flex items-center justify-between gap-4 border-b border-line py-3 ps-6 pe-3">
        <Heading slot="title" className="text-xl font-medium">
          {props.title}
        </Heading>
        {props.canClose ? (
          <IconButton label={t('close')} icon={<X aria-hidden />} onPress={props.onClose} />
        ) : (
          <span className="h-12" />
        )}
      </header>
      <div className="min-h-0 grow overflow-y-auto overscroll-contain px-6 py-5">{props.children}</div>
      {props.footer ? (
        <footer className="flex flex-wrap justify-end gap-3 border-t border-line px-6 py-4">{props.footer}</footer>
      ) : null}
    </AriaDialog>
  );
}

export function Sheet(props: SheetProps) {
  const { side = 'end', size = 'md' } = props;
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      isDismissable
      className={cx(VEIL, side === 'end' ? 'justify-end' : 'items-end justify-center')}
    >
      <Modal
        className={cx(
          FLOATING,
          side === 'end'
            ? cx(
                'h-full max-h-dvh w-full border-s border-line pe-[env(safe-area-inset-right)] entering:translate-x-10 exiting:translate-x-10',
                size === 'lg' ? 'max-w-2xl' : 'max-w-md',
              )
            : cx(
                'max-h-[88dvh] w-full rounded-t-2xl border-t border-line pb-[env(safe-area-inset-bottom)] entering:translate-y-10 exiting:translate-y-10',
                size === 'lg' ? 'max-w-5xl' : 'max-w-3xl',
              ),
        )}
      >
        <Frame {...props} canClose role="dialog" />
      </Modal>
    </ModalOverlay>
  );
}

export function Dialog(props: DialogProps) {
  const { isDismissable = true, role = 'dialog', size = 'md' } = props;
  return (
    <ModalOverlay
      isOpen={props.isOpen}
      onOpenChange={(isOpen) => {
        if (!isOpen) props.onClose();
      }}
      isDismissable={isDismissable}
      isKeyboardDismissDisabled={!isDismissable}
      className={cx(VEIL, 'items-center justify-center p-4')}
    >
      <Modal
        className={cx(
          FLOATING,
          'max-h-[calc(100dvh-2rem)] w-full rounded-2xl border border-line entering:scale-98 exiting:scale-98',
          size === 'lg' ? 'max-w-3xl' : 'max-w-lg',
        )}
      >
        <Frame {...props} canClose={isDismissable} role={role} />
      </Modal>
    </ModalOverlay>
  );
}
