/** Who and which register, by the names this tablet knows. */
import { useWatched } from '../../ui/index.ts';
import { useCounter } from './counter.tsx';

export interface Names {
  /** Null for nobody of ours, and for who is not known here. */
  associate(id: string | null): string | null;
  register(id: string | null): string | null;
}

export function useNames(): Names {
  const { documents, identity } = useCounter();
  const associates = useWatched(documents, () => documents.associates());
  const registers = useWatched(documents, () => documents.registerKeys());
  return {
    associate: (id) => associates.find((one) => one.id === id)?.name ?? null,
    register: (id) =>
      id === identity.register
        ? identity.registerName
        : (registers.filter(({ register }) => register === id).at(-1)?.name ?? null),
  };
}
