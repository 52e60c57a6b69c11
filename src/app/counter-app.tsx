/** All that is behind the sign-in: loaded and made ready while somebody types a PIN. */
import { RouterProvider } from '@tanstack/react-router';
import type { CounterApp } from './counter-part.ts';
import { createTabletRouter } from './routes.tsx';
import { ShellContext } from './shell-context.tsx';

export function createCounterApp(): CounterApp {
  const router = createTabletRouter();
  return {
    goHome: () => void router.navigate({ to: '/' }),
    render: (shell) => (
      <ShellContext value={shell}>
        <RouterProvider router={router} />
      </ShellContext>
    ),
  };
}
