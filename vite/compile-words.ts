/**
 * Compiles the messages of every `defineWords` at build time, so that the app carries no parser for them
 * and reads none at its start. What is not a plain text stops the build.
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

/** Of a syntax tree: what is read here. */
interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly callee?: Node;
  readonly arguments?: readonly Node[];
  readonly properties?: readonly Node[];
  readonly value?: unknown;
  readonly operator?: string;
  readonly left?: Node;
  readonly right?: Node;
  readonly expressions?: readonly Node[];
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[];
}

export function compileWords(): Plugin {
  return {
    name: 'evertill-compile-words',
    apply: 'build',
    transform: {
      filter: { id: /\.tsx?$/, code: /\bdefineWords\(\s*['"]/ },
      handler(code) {
        const places = catalogues(this.parse(code)).flatMap((catalogue) => messagesOf(catalogue));
        // From the end, so that what is still to come stays where it was found.
        let compiled = code;
        for (const { start, end, text } of places.toReversed()) {
          compiled = `${compiled.slice(0, start)}${JSON.stringify(compileMessageOrThrow(text))}${compiled.slice(end)}`;
        }
        return { code: compiled, map: null };
      },
    },
  };
}

/** The second argument of each call, in the order of the text. */
function catalogues(tree: unknown): readonly Node[] {
  if (typeof tree !== 'object' || tree === null) return [];
  if (Array.isArray(tree)) return tree.flatMap(catalogues);
  const node = tree as Node;
  if (node.type === 'CallExpression' && node.callee?.name === 'defineWords') {
    return node.arguments?.[1] ? [node.arguments[1]] : [];
  }
  return Object.values(node).flatMap(catalogues);
}

interface Message {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function messagesOf(catalogue: Node): Message[] {
  return valuesOf(catalogue).flatMap((language) =>
    valuesOf(language).map((message) => ({ start: message.start, end: message.end, text: textOf(message) })),
  );
}

function valuesOf({ properties }: Node): readonly Node[] {
  if (properties === undefined || properties.some(({ type }) => type !== 'Property')) {
    throw new Error('words are written out where they are defined');
  }
  return properties.map(({ value }) => value as Node);
}

function textOf(node: Node | undefined): string {
  if (node?.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node?.type === 'BinaryExpression' && node.operator === '+') return textOf(node.left) + textOf(node.right);
  if (node?.type === 'TemplateLiteral' && node.expressions?.length === 0) return node.quasis?.[0]?.value.cooked ?? '';
  throw new Error('a message is a plain text');
}
