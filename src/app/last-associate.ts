/** Who was here last, so that after a restart only the PIN is missing. An id, nothing that opens anything. */
const KEY = 'evertill.last-associate';

export function rememberedAssociate(): string | null {
  try {
    return globalThis.localStorage?.getItem(KEY) ?? null;
  } catch {
    return null;
  }
}

export function rememberAssociate(id: string): void {
  try {
    globalThis.localStorage?.setItem(KEY, id);
  } catch {
    // Nothing is lost but a tap.
  }
}
