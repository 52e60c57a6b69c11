/** The tree as the rule tests see it: every source file with its room, its text and its imports. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

export const PROJECT = resolve(import.meta.dirname, '../..');

export interface SourceFile {
  /** From the project's folder, with forward slashes: `src/domain/cart/cart.ts`. */
  readonly path: string;
  readonly text: string;
}

export interface Import {
  /** `src/...` for our own files, the bare specifier for a library. */
  readonly target: string;
  readonly isLibrary: boolean;
}

export function filesUnder(folder: string, endings: readonly string[] = ['.ts', '.tsx']): readonly SourceFile[] {
  return readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && endings.some((ending) => entry.name.endsWith(ending)))
    .map((entry) => {
      const path = relative(PROJECT, join(entry.parentPath, entry.name)).split(sep).join('/');
      return { path, text: readFileSync(join(PROJECT, path), 'utf8') };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Static, dynamic and worker imports. Type-only imports count: a type is knowledge, too. */
export function importsOf(file: SourceFile): readonly Import[] {
  const code = withoutComments(file.text);
  const specifiers = [
    ...code.matchAll(/(?:^|[;\s])(?:import|export)\s[^'"`;]*?from\s*['"]([^'"]+)['"]/g),
    ...code.matchAll(/(?:^|[;\s])import\s*['"]([^'"]+)['"]/g),
    ...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]\s*\)/g),
    ...code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g),
  ].map((match) => match[1] ?? '');
  return specifiers.map((specifier) =>
    specifier.startsWith('.')
      ? {
          target: relative(PROJECT, resolve(PROJECT, dirname(file.path), specifier.replace(/\?.*$/, '')))
            .split(sep)
            .join('/'),
          isLibrary: false,
        }
      : { target: specifier, isLibrary: true },
  );
}

/** `src/features/sell/index.tsx` → `features`. */
export function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

export function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|[^:'"`\\])\/\/[^\n]*/g, '$1');
}
