/** A screen that breaks says what is safe and offers the way on. The journal and the cart live below it and are untouched. */
import { Component, type ReactNode } from 'react';
import { Button, useWords } from '../ui/index.ts';
import { TroubleScreen } from './trouble-screens.tsx';
import { appWords } from './words.ts';

export function faultOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown';
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly fault: string | null }> {
  override state: { readonly fault: string | null } = { fault: null };

  static getDerivedStateFromError(error: unknown): { readonly fault: string } {
    return { fault: faultOf(error) };
  }

  override render() {
    return this.state.fault === null ? this.props.children : <BrokenScreen fault={this.state.fault} />;
  }
}

export function BrokenScreen({ fault, onBack }: { readonly fault: string; readonly onBack?: () => void }) {
  const t = useWords(appWords);
  return (
    <TroubleScreen
      title={t('brokenTitle')}
      text={t('brokenText')}
      code={t('brokenCode', { message: fault.slice(0, 300) })}
    >
      {onBack ? (
        <Button variant="primary" size="lg" onPress={onBack}>
          {t('brokenBack')}
        </Button>
      ) : null}
      <Button
        variant={onBack ? 'secondary' : 'primary'}
        size="lg"
        onPress={() => {
          window.location.assign('/');
        }}
      >
        {t('brokenRestart')}
      </Button>
    </TroubleScreen>
  );
}
