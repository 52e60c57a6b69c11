/** What the code of a scanned receipt is worth by the keys this tablet holds; checked again when it learns of others. */
import { useEffect, useState } from 'react';
import type { ClaimFinding } from '../../replica/index.ts';
import { useWatched } from '../../ui/index.ts';
import { useCounter } from '../counter/index.ts';

/** `undefined` while it is checked, `null` when there is no code, or none that can be read. */
export function useFinding(text: string | null): ClaimFinding | null | undefined {
  const { documents, verifyClaim } = useCounter();
  const keys = useWatched(documents, () => documents.registerKeys());
  const [found, setFound] = useState<{ readonly text: string; readonly value: ClaimFinding | null } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other keys are a reason to check again
  useEffect(() => {
    if (text === null) return;
    let isCurrent = true;
    void verifyClaim(text).then((verdict) => {
      if (isCurrent) setFound({ text, value: verdict.ok ? verdict.value : null });
    });
    return () => {
      isCurrent = false;
    };
  }, [text, keys, verifyClaim]);
  if (text === null) return null;
  return found?.text === text ? found.value : undefined;
}
