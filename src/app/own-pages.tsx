/** Health and settings, with what only the app can tell them. */
import { HealthScreen } from '../features/health/index.ts';
import { SettingsScreen } from '../features/settings/index.ts';
import { useWatched } from '../ui/index.ts';
import { useShell } from './shell-context.tsx';

export function HealthPage() {
  const { tablet, build } = useShell();
  const { faults } = useWatched(tablet.sync, () => tablet.sync.health());
  return <HealthScreen build={build} faults={faults} />;
}

export function SettingsPage() {
  const { build, updates, updateOffer, lock } = useShell();
  return (
    <SettingsScreen
      build={build}
      update={updateOffer === 'reload' ? 'ready' : updateOffer}
      onTakeUpdate={updates.take}
      onLookForUpdate={updates.look}
      onLock={lock}
    />
  );
}
