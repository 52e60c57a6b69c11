/** A network that loses, delays, doubles and reorders messages, swallows answers, and at times is a captive portal. */
import type { Http, HttpAnswer, HttpRequest } from '../../../src/sync/index.ts';
import type { ModelServer, Reply } from './model-server.ts';
import type { Rates } from './plan.ts';
import type { Process, World } from './world.ts';

export interface Link {
  isCut: boolean;
}

export function createNetwork(input: {
  world: World;
  server: ModelServer;
  rates: () => Rates;
  who: { tenant: string; register: string; incarnation: number };
  link: Link;
  tablet: () => Process;
}): Http {
  const { world, server, rates, who, link } = input;

  function deliver(request: HttpRequest, delay: number, onReply: ((reply: Reply) => void) | null): void {
    world.at(delay, null, () => {
      if (link.isCut || !server.isUp()) return;
      server
        .handle(who, request)
        .then((reply) => onReply?.(reply))
        .catch((error: unknown) => {
          // A rig that throws is a broken rig, not a fault of the day.
          world.note(`server threw ${String(error)}`);
          throw error;
        });
    });
  }

  return (request) =>
    new Promise((resolve, reject) => {
      const tablet = input.tablet();
      const wire = `${who.register.slice(-2)} ${request.path.split('?')[0]}`;
      request.signal.addEventListener('abort', () => reject(new Error('given up')), { once: true });
      if (world.chance(rates().portal)) {
        world.note(`${wire} portal`);
        world.at(30, tablet, () =>
          resolve(answerOf({ status: 200, headers: { 'content-type': 'text/html' }, text: '<html>Welcome</html>' })),
        );
        return;
      }
      if (link.isCut) {
        // Half of the cuts say so at once, the others swallow everything.
        if (world.chance(0.5)) world.at(5, tablet, () => reject(new Error('unreachable')));
        return;
      }
      if (world.chance(rates().lost)) {
        world.note(`${wire} lost`);
        return;
      }
      const isAnswerLost = world.chance(rates().answerLost);
      if (world.chance(rates().doubled)) {
        world.note(`${wire} doubled`);
        // Minutes later, perhaps after newer ones: or nearly at once, beside itself.
        deliver(request, world.chance(0.5) ? world.between(0, 40) : world.between(1_000, 60_000), null);
      }
      deliver(request, world.between(5, 80), (reply) => {
        if (isAnswerLost) {
          world.note(`${wire} answer lost`);
          return;
        }
        world.at(world.between(5, 80), tablet, () => {
          if (link.isCut) return;
          world.note(`${wire} ${reply.status} ${reply.text.length}`);
          resolve(answerOf(reply));
        });
      });
    });
}

function answerOf(reply: Reply): HttpAnswer {
  return {
    status: reply.status,
    header: (name) => reply.headers[name] ?? null,
    text: async () => reply.text,
    bytes: async () => reply.bytes ?? new Uint8Array(),
    chunks: () => null,
  };
}
