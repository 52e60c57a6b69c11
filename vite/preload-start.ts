/**
 * Names in the page what a start of the tablet will ask for, so that all of it comes at once instead of
 * each piece when the one before it has run. Head office asks for a part of it too.
 */
import type { Plugin } from 'vite';

/** Chunks by name, in the order they run. */
const PARTS = ['begin', 'screens'];
const FONT = /inter-latin-wght-.*\.woff2$/;

export function preloadStart(): Plugin {
  return {
    name: 'evertill-preload-start',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_, { bundle = {} }) {
        const files = Object.values(bundle);
        const parts = PARTS.map((name) => files.find((file) => file.type === 'chunk' && file.name === name));
        const font = files.find(({ fileName }) => FONT.test(fileName));
        if (parts.includes(undefined) || font === undefined) this.error('a piece that every start needs was not built');
        const link = (fileName: string, attrs: Record<string, string>) => ({
          tag: 'link',
          attrs: { ...attrs, crossorigin: true, href: `/${fileName}` },
          injectTo: 'head' as const,
        });
        return [
          ...parts.flatMap((part) => (part ? [link(part.fileName, { rel: 'modulepreload' })] : [])),
          ...(font ? [link(font.fileName, { rel: 'preload', as: 'font', type: 'font/woff2' })] : []),
        ];
      },
    },
  };
}
