/** What the sign-in knows of the counter behind it. */
import type { ReactNode } from 'react';
import type { Shell } from './shell-context.tsx';

export interface CounterApp {
  goHome(): void;
  render(shell: Shell): ReactNode;
}

export const loadCounter = async (): Promise<CounterApp> => (await import('./counter-app.tsx')).createCounterApp();
